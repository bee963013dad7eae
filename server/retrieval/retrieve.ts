import type { Snapshot } from "../../ingest/index.js";
import type { Understander } from "../understanding/understand.js";
import type { Understanding } from "../understanding/understanding.js";
import type { Evidence } from "./evidence.js";
import { resolveReferences, type ExactHit, type Unresolved } from "./exact-lane.js";
import { fusionFor, HybridSearch, type Candidate, type DocumentGroups } from "./hybrid-search.js";
import { buildQuery, type Query } from "./query.js";
import { filterScope, passesFilter, scopesOf, type SearchFilter, type SearchScope } from "./scope.js";
import { SynonymFinder } from "./synonyms.js";

/** What one scope gave: its evidence, best first. */
export interface ScopedEvidence {
  scope: string;
  evidence: Evidence[];
}

/** Everything found for a turn. */
export interface Retrieved {
  query: Query;
  exact: ExactHit[];
  unresolved: Unresolved[];
  scopes: ScopedEvidence[];
}

function documentsOf({ passages, documents }: Snapshot): DocumentGroups {
  const ids = [...documents.keys()];
  const index = new Map(ids.map((id, i) => [id, i]));
  return { of: Uint32Array.from(passages, (passage) => index.get(passage.document.meta.id)!) };
}

/** Background texts stand behind policy unless they are asked for. */
const BACKGROUND_FACTOR = 0.6;

/** Question -> evidence: exact references, then both legs in every scope asked for, fused and explained. */
export class Retriever {
  private readonly synonyms: SynonymFinder;
  private readonly hybrid: HybridSearch;

  constructor(private readonly snapshot: Snapshot) {
    this.synonyms = new SynonymFinder(snapshot.lexicon.synonyms);
    this.hybrid = new HybridSearch(snapshot.lexical, snapshot.vectors, fusionFor(snapshot.passages.length), documentsOf(snapshot));
  }

  async retrieve(understanding: Understanding): Promise<Retrieved> {
    const query = buildQuery(understanding, this.snapshot.tokenizer, this.synonyms);
    const { hits, unresolved } = resolveReferences(understanding, this.snapshot.documents);
    const scopes = scopesOf(understanding, this.snapshot.documents);
    const asksForBackground = understanding.documentIds.some((id) => this.snapshot.documents.get(id)?.meta.status === "non_normative");
    const found = await this.searchScopes(query, scopes, asksForBackground);
    return { query, exact: hits, unresolved, scopes: found };
  }

  /** A search by itself: references first, then everything the filter lets through. */
  async search(q: string, asked: SearchFilter, understander: Understander): Promise<{ exact: ExactHit[]; found: Evidence[] }> {
    const filter = { ...asked, region: understander.regionNamed(asked.region) };
    const understanding = understander.understand(q, [], filter);
    const query = buildQuery(understanding, this.snapshot.tokenizer, this.synonyms);
    const { hits } = resolveReferences(understanding, this.snapshot.documents);
    const [scoped] = await this.searchScopes(query, [filterScope(filter)], filter.status === "non_normative");
    return { exact: hits.filter((hit) => passesFilter(hit.document.meta, filter)), found: scoped!.evidence };
  }

  /** Searches each scope with both legs. */
  private async searchScopes(query: Query, scopes: readonly SearchScope[], asksForBackground: boolean): Promise<ScopedEvidence[]> {
    const { passages, embedder } = this.snapshot;
    const [vector] = await embedder.embed([query.text]);
    return scopes.map((scope) => {
      const found = this.hybrid.search({ terms: query.terms, vector: vector! }, (index) => scope.accepts(passages[index]!));
      const evidence = found.map((candidate) => this.toEvidence(candidate, asksForBackground));
      return { scope: scope.name, evidence: evidence.sort((a, b) => b.score - a.score || a.passage.index - b.passage.index) };
    });
  }

  private toEvidence(candidate: Candidate, asksForBackground: boolean): Evidence {
    const passage = this.snapshot.passages[candidate.passage]!;
    const parts = [...candidate.parts];
    if (passage.document.meta.status === "non_normative" && !asksForBackground) {
      parts.push({ name: "背景材料", score: candidate.score * (BACKGROUND_FACTOR - 1), detail: `非政策文件 × ${BACKGROUND_FACTOR}` });
    }
    const score = parts.reduce((sum, part) => sum + part.score, 0);
    return { passage, score, explanation: { name: "总分", score, parts } };
  }
}
