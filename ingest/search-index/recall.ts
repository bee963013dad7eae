import { dot } from "../embed/vector.js";
import { TopPassages, type ScoredPassage } from "./top-passages.js";
import type { VectorSearcher } from "./vector-search.js";

const PROBES = 200;
const RECALL_AT = 20;
const ROUNDING = 1e-6;

/**
 * Share of the true 20 nearest that the searcher finds, over up to 200 of the passages' own vectors.
 * @param vectors as they were before they were packed, row by row
 */
export function measureRecall(vectors: Float32Array, searcher: VectorSearcher): number {
  const { count, dimensions } = searcher;
  const row = (i: number): Float32Array => vectors.subarray(i * dimensions, (i + 1) * dimensions);
  const step = Math.max(1, Math.floor(count / PROBES));
  let found = 0;
  let wanted = 0;
  for (let i = 0; i < count; i += step) {
    const truth = nearest(row(i), vectors, count);
    // A passage as near as the last true one is as good: equal cosines have no order.
    const least = truth[truth.length - 1]!.score - ROUNDING;
    found += searcher.search(row(i), RECALL_AT).filter(({ passage }) => dot(row(i), row(passage)) >= least).length;
    wanted += truth.length;
  }
  return wanted === 0 ? 1 : found / wanted;
}

function nearest(query: Float32Array, vectors: Float32Array, count: number): ScoredPassage[] {
  const top = new TopPassages(Math.min(RECALL_AT, count), -Infinity);
  const dimensions = query.length;
  for (let passage = 0; passage < count; passage++) {
    const score = dot(query, vectors.subarray(passage * dimensions, (passage + 1) * dimensions));
    if (score > top.least) top.offer(passage, score);
  }
  return top.sorted();
}
