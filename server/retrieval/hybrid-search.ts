import type { LexicalSearcher, VectorSearcher } from "../../ingest/index.js";
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
  vector: Float32Array;
}

export interface FusionSettings {
  /** Candidates that each leg gives. */
  candidates: number;
  /** Weight of the cosine beside the lexical score, which is scaled to 1 at its best. */
  vectorWeight: number;
}

const LARGE_COLLECTION = 5000;

/**
 * Weights by size of the collection: in a small one the vectors, trained on little text, serve recall and not ranking
 * (figures: docs/retrieval.md).
 */
export function fusionFor(passages: number): FusionSettings {
  return passages < LARGE_COLLECTION ? { candidates: 50, vectorWeight: 0.15 } : { candidates: 200, vectorWeight: 1 };
}

/** Both legs, fused: lexical / its best + weight · cosine. Rank fusion was worse than this sum everywhere. */
export class HybridSearch {
  constructor(
    private readonly lexical: LexicalSearcher,
    private readonly vectors: VectorSearcher,
    private readonly settings: FusionSettings,
  ) {}

  /** Candidates of both legs, best first; equal scores in passage order. */
  search({ terms, vector }: HybridQuery, accept?: (passage: number) => boolean): Candidate[] {
    const { candidates, vectorWeight } = this.settings;
    const lexical = this.lexical.search(terms, candidates, accept);
    const near = vectorWeight > 0 ? this.vectors.search(vector, candidates, accept) : [];
    const best = lexical[0]?.score ?? 1;
    const scores = new Map(lexical.map((hit) => [hit.passage, hit.score]));
    // A passage that only the vectors found has a lexical score too: the sum needs both.
    for (const { passage } of near) if (!scores.has(passage)) scores.set(passage, this.lexical.score(terms, passage));
    return [...scores]
      .map(([passage, score]) => this.fuse(passage, score, best, vectorWeight > 0 ? this.vectors.cosine(vector, passage) : 0))
      .sort((a, b) => b.score - a.score || a.passage - b.passage);
  }

  private fuse(passage: number, lexical: number, best: number, cosine: number): Candidate {
    const weight = this.settings.vectorWeight;
    const parts: Explanation[] = [
      { name: "字词", score: lexical / best, detail: `BM25 ${lexical.toFixed(2)}，本次最高 ${best.toFixed(2)}` },
      { name: "语义", score: weight * Math.max(0, cosine), detail: `余弦 ${cosine.toFixed(3)} × ${weight}` },
    ];
    return { passage, lexical, cosine, score: parts[0]!.score + parts[1]!.score, parts };
  }
}
