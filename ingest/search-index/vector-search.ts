import { dot } from "../embed/vector.js";
import type { HnswIndex } from "./hnsw-index.js";
import type { ScoredPassage } from "./top-passages.js";

/** Nearest passages of a question vector: through the graph, or by comparing every vector where there is none. */
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
    return dot(query, this.vectors.subarray(passage * this.dimensions, (passage + 1) * this.dimensions));
  }

  /** The `k` passages of highest cosine, best first; equal scores in passage order. */
  search(query: Float32Array, k: number, accept?: (passage: number) => boolean): ScoredPassage[] {
    if (this.dimensions === 0 || query.every((value) => value === 0)) return [];
    if (!this.graph) return this.scan(query, k, accept);
    return this.graph.search(query, k, accept).sort((a, b) => b.score - a.score || a.passage - b.passage);
  }

  /** Exact search, also the measure that the graph's recall is taken against. */
  scan(query: Float32Array, k: number, accept?: (passage: number) => boolean): ScoredPassage[] {
    const top: ScoredPassage[] = [];
    for (let passage = 0, count = k < 1 ? 0 : this.count; passage < count; passage++) {
      if (accept !== undefined && !accept(passage)) continue;
      const score = this.cosine(query, passage);
      if (top.length === k && score <= top[k - 1]!.score) continue;
      if (top.length === k) top.pop();
      insertAfterEquals(top, { passage, score });
    }
    return top;
  }
}

/** Keeps the list sorted, best first; the one that came first stays in front of its equals. */
function insertAfterEquals(sorted: ScoredPassage[], entry: ScoredPassage): void {
  let at = sorted.length;
  while (at > 0 && sorted[at - 1]!.score < entry.score) at--;
  sorted.splice(at, 0, entry);
}

const PROBES = 200;
const RECALL_AT = 20;
const ROUNDING = 1e-6;

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
    // A passage as near as the last true one is as good: equal cosines have no order.
    const least = truth[truth.length - 1]!.score - ROUNDING;
    found += graph.search(query, RECALL_AT).filter(({ passage }) => exact.cosine(query, passage) >= least).length;
    wanted += truth.length;
  }
  return wanted === 0 ? 1 : found / wanted;
}
