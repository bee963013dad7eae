import type { Passage, PolicyDocument, Snapshot } from "../../ingest/index.js";
import type { Understander } from "../understanding/understand.js";
import type { Understanding } from "../understanding/understanding.js";
import type { Evidence, Explanation } from "./evidence.js";
import { resolveReferences, type ExactHit, type Unresolved } from "./exact-lane.js";
import { fusionFor } from "./fusion.js";
import { reorder, type Candidate } from "./candidate.js";
import { HybridSearch, type DocumentGroups, type HybridQuery } from "./hybrid-search.js";
import { LearnedFeatures, type LearnedModel } from "./learned/learned-features.js";
import { OptionalService, type DegradedListener } from "./optional-service.js";
import { kindAdjustments, traitsOf, type PassageTraits } from "./passage-kind.js";
import { buildQuery, type Query, type QueryTools } from "./query.js";
import { rerankedText, type Reranker } from "./reranker.js";
import { documentsOn, filterScope, notIssuedYet, passesFilter, scopesOf, type SearchFilter, type SearchScope } from "./scope.js";
import { SynonymFinder } from "./synonyms.js";
import { withVersions } from "./versions.js";

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
  /** The documents asked for, where none of them was issued yet on the day asked about; else none. */
  notIssuedYet: PolicyDocument[];
}

export function documentsOf({ passages, documents }: Snapshot): DocumentGroups {
  const ids = [...documents.keys()];
  const index = new Map(ids.map((id, i) => [id, i]));
  return { of: Uint32Array.from(passages, (passage) => index.get(passage.document.meta.id)!) };
}

/** Background texts stand behind policy unless they are asked for. */
const BACKGROUND_FACTOR = 0.6;
/** Titles, salutations and signatures stand behind what the document says, unless the question is about them. */
const FURNITURE_FACTOR = 0.6;
const FURNITURE: ReadonlySet<string> = new Set(["title", "edition", "docnum", "salutation", "signature"]);
const ASKS_FURNITURE = /文号|标题|题目|名称|叫什么|落款|日期|哪天|哪年|什么时候|何时|征求意见|草案|正式|生效|施行|作数|定了|主送|印发|发给|发文|发布|公布|谁(出|发|印)|哪个(单位|部门|机关)/;

/** Question -> evidence: exact references, then both legs in every scope asked for, fused, reranked and explained. */
export class Retriever {
  private readonly tools: QueryTools;
  private readonly hybrid: HybridSearch;
  private readonly traits: readonly PassageTraits[];
  private readonly embedding = new OptionalService("embedding");
  private readonly reranking = new OptionalService("rerank");

  constructor(
    private readonly snapshot: Snapshot,
    private readonly reranker: Reranker | null = null,
    learned: LearnedModel | null = null,
  ) {
    const { tokenizer, lexicon } = snapshot;
    this.tools = { tokenizer, synonyms: new SynonymFinder(lexicon.synonyms), stopwords: new Set(lexicon.stopwords) };
    this.hybrid = new HybridSearch(snapshot.lexical, snapshot.vectors, fusionFor(snapshot.passages.length, snapshot.embedder.kind), documentsOf(snapshot), learned ? new LearnedFeatures(learned, snapshot.lexical) : undefined);
    this.traits = snapshot.passages.map(traitsOf);
  }

  /** Tells of every search that has to do without the embedding or the reranking service. */
  onDegraded(listener: DegradedListener): void {
    for (const service of [this.embedding, this.reranking]) service.onDegraded(listener);
  }

  /** @param asOf ISO day by which validity is judged */
  async retrieve(understanding: Understanding, asOf: string): Promise<Retrieved> {
    const query = buildQuery(understanding, this.tools);
    const documents = documentsOn(this.snapshot.documents, asOf, understanding.documentIds);
    const { hits, unresolved } = resolveReferences(understanding, documents);
    const scopes = scopesOf(understanding, documents);
    const found = await this.searchScopes(query, scopes, this.adjustments(understanding));
    return { query, exact: hits, unresolved, scopes: found, notIssuedYet: notIssuedYet(understanding, this.snapshot.documents, asOf) };
  }

  /** A search by itself: references first, then everything the filter lets through. */
  async search(q: string, asked: SearchFilter, understander: Understander): Promise<{ understanding: Understanding; query: Query; exact: ExactHit[]; found: Evidence[] }> {
    const filter = { ...asked, region: understander.regionNamed(asked.region) };
    const understood = understander.understand(q, [], filter);
    const { documents } = this.snapshot;
    const understanding = filter.documentId === undefined && filter.asOf !== undefined ? withVersions(understood, documents, filter.asOf) : understood;
    const query = buildQuery(understanding, this.tools);
    const { hits } = resolveReferences(understanding, documents);
    const named = understanding.documentIds;
    const [scoped] = await this.searchScopes(query, [filterScope(filter, named, documents)], {
      ...this.adjustments(understanding),
      background: filter.status === "non_normative",
    });
    return { understanding, query, exact: hits.filter((hit) => passesFilter(hit.document.meta, filter, named, documents)), found: scoped!.evidence };
  }

  /** A question as both legs take it. */
  async queryFor(understanding: Understanding): Promise<HybridQuery> {
    const { terms, text } = buildQuery(understanding, this.tools);
    return { terms, vector: await this.embed(text) };
  }

  private async embed(text: string): Promise<Float32Array | null> {
    const embedded = await this.embedding.ask(() => this.snapshot.embedder.embed([text], "query"));
    return embedded?.[0] ?? null;
  }

  /** Searches each scope with both legs, puts the best in order, and adds what the question's kind calls for. */
  private async searchScopes(query: Query, scopes: readonly SearchScope[], asked: Adjustments): Promise<ScopedEvidence[]> {
    const { passages } = this.snapshot;
    const vector = await this.embed(query.text);
    return Promise.all(
      scopes.map(async (scope) => {
        const fused = this.hybrid.search({ terms: query.terms, vector }, (index) => scope.accepts(passages[index]!));
        const evidence = (await this.rerank(query, fused)).map((candidate) => this.toEvidence(candidate, asked));
        return { scope: scope.name, evidence: evidence.sort((a, b) => b.score - a.score || a.passage.index - b.passage.index) };
      }),
    );
  }

  /** The best candidates in the reranker's order; as they were where there is none or it does not answer. */
  private async rerank({ text }: Query, candidates: Candidate[]): Promise<Candidate[]> {
    const { reranker } = this;
    if (!reranker || candidates.length < 2) return candidates;
    const texts = candidates.slice(0, reranker.depth).map(({ passage }) => rerankedText(this.snapshot.passages[passage]!));
    const relevance = await this.reranking.ask(() => reranker.relevance(text, texts));
    return relevance ? reorder(candidates, relevance, "重排", (i) => `相关度 ${relevance[i]!.toFixed(3)}`) : candidates;
  }

  private adjustments(understanding: Understanding): Adjustments {
    const { documentIds, question } = understanding;
    return {
      understanding,
      background: documentIds.some((id) => this.snapshot.documents.get(id)?.meta.status === "non_normative"),
      furniture: ASKS_FURNITURE.test(question),
    };
  }

  private toEvidence(candidate: Candidate, asked: Adjustments): Evidence {
    const passage = this.snapshot.passages[candidate.passage]!;
    const adjustments = adjustmentsOf(passage, this.traits[candidate.passage]!, candidate.score, asked);
    const score = adjustments.reduce((sum, part) => sum + part.score, candidate.score);
    return { passage, score, explain: () => ({ name: "总分", score, parts: [...candidate.parts(), ...adjustments] }) };
  }
}

/** What the kind of a passage and of the question change of a score. */
function adjustmentsOf(passage: Passage, traits: PassageTraits, score: number, asked: Adjustments): Explanation[] {
  const { document, provision } = passage;
  const parts: Explanation[] = [];
  if (document.meta.status === "non_normative" && !asked.background) {
    parts.push({ name: "背景材料", score: score * (BACKGROUND_FACTOR - 1), detail: `非政策文件 × ${BACKGROUND_FACTOR}` });
  }
  if (FURNITURE.has(provision.kind) && !asked.furniture) {
    parts.push({ name: "文件首尾", score: score * (FURNITURE_FACTOR - 1), detail: `标题、落款等 × ${FURNITURE_FACTOR}` });
  }
  return [...parts, ...kindAdjustments(passage, traits, asked.understanding)];
}

/** What a question is about, as far as it changes the order of what is found. */
interface Adjustments {
  background: boolean;
  furniture: boolean;
  understanding: Understanding;
}
