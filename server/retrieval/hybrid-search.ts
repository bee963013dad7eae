import type { Embedder, LexicalSearcher, VectorSearcher } from "../../ingest/index.js";
import type { Explanation } from "./evidence.js";

/** A passage found by either leg, with both legs' scores and their fused sum. */
export interface Candidate {
  passage: number;
  lexical: number;
  cosine: number;
  score: number;
  parts: Explanation[];
}

/** A query in the form that both legs take. */
export interface HybridQuery {
  terms: ReadonlyMap<string, number>;
  /** Null where the embedder could not give one: the lexical leg answers alone. */
  vector: Float32Array | null;
}

export interface FusionSettings {
  /** Candidates that each leg gives. */
  candidates: number;
  /** Weight of the cosine beside the lexical score, which is scaled to 1 at its best. */
  vectorWeight: number;
  /** Weight of what the passage's whole document shows among the candidates, scaled to 1 at its best. */
  documentWeight: number;
}

/** Which document each passage belongs to, and a score that a document has before any question (none when left out). */
export interface DocumentGroups {
  of: Uint32Array;
  prior?: Float32Array;
}

const LARGE_COLLECTION = 5000;

/**
 * Weights by size of the collection: in a small one the vectors, trained on little text, serve recall and not ranking, and
 * a handful of documents tells nothing (figures: docs/retrieval.md).
 */
export function fusionFor(passages: number, embedder: Embedder["kind"] = "sif"): FusionSettings {
  const bySize = fusionBySize(passages);
  return embedder === "sif" ? bySize : { ...bySize, vectorWeight: PRETRAINED_WEIGHT };
}

/** A pretrained model does not depend on how much text the collection has. Its cosines lie close together, so that words still lead. */
const PRETRAINED_WEIGHT = 1;

function fusionBySize(passages: number): FusionSettings {
  return passages < LARGE_COLLECTION
    ? { candidates: 50, vectorWeight: 0.15, documentWeight: 0 }
    : { candidates: 200, vectorWeight: 1, documentWeight: 0.3 };
}

const NO_VECTOR: Explanation = { name: "语义", score: 0, detail: "这次没有向量，只按字词" };

/** Both legs, fused: lexical / its best + weight · cosine + what the document as a whole shows. Rank fusion was worse everywhere. */
export class HybridSearch {
  constructor(
    private readonly lexical: LexicalSearcher,
    private readonly vectors: VectorSearcher,
    private readonly settings: FusionSettings,
    private readonly groups?: DocumentGroups,
  ) {}

  /** Candidates of both legs, best first; equal scores in passage order. */
  search(query: HybridQuery, accept?: (passage: number) => boolean): Candidate[] {
    const candidates = this.fuseLegs(query, accept);
    this.addDocumentParts(candidates);
    return candidates.sort((a, b) => b.score - a.score || a.passage - b.passage);
  }

  private fuseLegs({ terms, vector }: HybridQuery, accept?: (passage: number) => boolean): Candidate[] {
    const { candidates, vectorWeight } = this.settings;
    const lexical = this.lexical.search(terms, candidates, accept);
    const near = vector && vectorWeight > 0 ? this.vectors.search(vector, candidates, accept) : [];
    const best = lexical[0]?.score ?? 1;
    const scores = new Map(lexical.map((hit) => [hit.passage, hit.score]));
    // A passage that only the vectors found has a lexical score too: the sum needs both.
    for (const { passage } of near) if (!scores.has(passage)) scores.set(passage, this.lexical.score(terms, passage));
    return [...scores].map(([passage, score]) => this.fuse(passage, score, best, vector && vectorWeight > 0 ? this.vectors.cosine(vector, passage) : null));
  }

  private fuse(passage: number, lexical: number, best: number, cosine: number | null): Candidate {
    const weight = this.settings.vectorWeight;
    const parts: Explanation[] = [
      { name: "字词", score: lexical / best, detail: `BM25 ${lexical.toFixed(2)}，本次最高 ${best.toFixed(2)}` },
      cosine === null ? NO_VECTOR : { name: "语义", score: weight * Math.max(0, cosine), detail: `余弦 ${cosine.toFixed(3)} × ${weight}` },
    ];
    return { passage, lexical, cosine: cosine ?? 0, score: parts[0]!.score + parts[1]!.score, parts };
  }

  /** A passage of a document that many candidates come from is likelier to be meant than a lone one. */
  private addDocumentParts(candidates: readonly Candidate[]): void {
    const { documentWeight } = this.settings;
    if (!this.groups || documentWeight === 0) return;
    const { of, prior } = this.groups;
    const sums = new Map<number, number>();
    for (const { passage, score } of candidates) sums.set(of[passage]!, (sums.get(of[passage]!) ?? 0) + score);
    const best = Math.max(...sums.values());
    for (const candidate of candidates) {
      const share = sums.get(of[candidate.passage]!)! / best;
      this.addPart(candidate, { name: "整份文件", score: documentWeight * share, detail: `本文件候选 ${share.toFixed(2)} × ${documentWeight}` });
      if (prior) this.addPart(candidate, { name: "文件先验", score: prior[of[candidate.passage]!]! });
    }
  }

  private addPart(candidate: Candidate, part: Explanation): void {
    candidate.parts.push(part);
    candidate.score += part.score;
  }
}
