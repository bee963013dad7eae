import type { HnswIndex } from "./hnsw-index.js";
import type { ScoredPassage } from "./lexical-search.js";

/** Nearest passages of a question vector, through the graph or, where the native module is missing, by a full scan. */
export class VectorSearcher {
  constructor(
    private readonly vectors: Float32Array,
    readonly dimensions: number,
    private readonly graph: HnswIndex | null,
  ) {}

  get count(): number {
    return this.dimensions === 0 ? 0 : this.vectors.length / this.dimensions;
  }

  /** A passage's vector: a view, not to be written to. */
  vectorOf(passage: number): Float32Array {
    return this.vectors.subarray(passage * this.dimensions, (passage + 1) * this.dimensions);
  }

  /** Cosine of the question with one passage. */
  cosine(query: Float32Array, passage: number): number {
    const at = passage * this.dimensions;
    let sum = 0;
    for (let i = 0; i < this.dimensions; i++) sum += query[i]! * this.vectors[at + i]!;
    return sum;
  }

  /** The `k` passages of highest cosine, best first; equal scores in passage order. */
  search(query: Float32Array, k: number, accept?: (passage: number) => boolean): ScoredPassage[] {
    if (this.dimensions === 0 || query.every((value) => value === 0)) return [];
    const found = this.graph ? this.graph.search(query, k, accept) : this.scan(query, k, accept);
    return found.sort((a, b) => b.score - a.score || a.passage - b.passage);
  }

  /** Exact search, also the measure that the graph's recall is taken against. */
  scan(query: Float32Array, k: number, accept?: (passage: number) => boolean): ScoredPassage[] {
    const all: ScoredPassage[] = [];
    for (let passage = 0; passage < this.count; passage++) {
      if (accept === undefined || accept(passage)) all.push({ passage, score: this.cosine(query, passage) });
    }
    return all.sort((a, b) => b.score - a.score || a.passage - b.passage).slice(0, k);
  }
}

const PROBES = 200;
const RECALL_AT = 20;

/** Share of the true 20 nearest that the graph finds, over up to 200 of the passages' own vectors. */
export function measureRecall(vectors: Float32Array, dimensions: number, graph: HnswIndex): number {
  const exact = new VectorSearcher(vectors, dimensions, null);
  const count = exact.count;
  const step = Math.max(1, Math.floor(count / PROBES));
  let found = 0;
  let wanted = 0;
  for (let i = 0; i < count; i += step) {
    const query = vectors.subarray(i * dimensions, (i + 1) * dimensions);
    const truth = exact.scan(query, RECALL_AT);
    const near = new Set(graph.search(query, RECALL_AT).map((hit) => hit.passage));
    // A passage as near as the last true one is as good: equal cosines have no order.
    found += truth.filter((hit) => near.has(hit.passage)).length;
    wanted += truth.length;
  }
  return wanted === 0 ? 1 : found / wanted;
}
