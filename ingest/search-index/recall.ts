import type { VectorSearcher } from "./vector-search.js";

const PROBES = 200;
const RECALL_AT = 20;
const ROUNDING = 1e-6;

/** Share of the 20 nearest that the search finds of those that comparing every vector finds, over up to 200 of the passages' own. */
export function measureRecall(searcher: VectorSearcher): number {
  const step = Math.max(1, Math.floor(searcher.count / PROBES));
  let found = 0;
  let wanted = 0;
  for (let i = 0; i < searcher.count; i += step) {
    const query = searcher.vectorOf(i);
    // Of a passage of no known word nothing is found, and nothing is missed.
    if (query.every((value) => value === 0)) continue;
    const truth = searcher.scan(query, RECALL_AT);
    // A passage as near as the last true one is as good: equal cosines have no order.
    const least = truth[truth.length - 1]!.score - ROUNDING;
    found += searcher.search(query, RECALL_AT).filter(({ score }) => score >= least).length;
    wanted += truth.length;
  }
  return wanted === 0 ? 1 : found / wanted;
}
