import { HNSW_LADDER, HnswIndex, type HnswParameters } from "./hnsw-index.js";
import { measureRecall } from "./vector-search.js";

/** How the vectors of a snapshot are searched; recall is the share of the true 20 nearest that is found. */
export type VectorIndex = { kind: "exact"; recallAt20: number } | { kind: "hnsw"; graph: HnswIndex; parameters: HnswParameters; recallAt20: number };

/**
 * Up to so many vectors every one is compared: that takes a millisecond (64 dimensions) to ten (1024), finds everything,
 * and needs neither a file nor native code. Above it a graph is built.
 */
export const EXACT_SCAN_LIMIT = 5000;

const WANTED_RECALL = 0.98;

/**
 * Above the limit, the graph with the first parameters whose recall is high enough, else with the largest; every vector is
 * compared where the native module is missing.
 */
export function buildVectorIndex(vectors: Float32Array, dimensions: number): VectorIndex {
  let built: VectorIndex = { kind: "exact", recallAt20: 1 };
  if (vectors.length <= EXACT_SCAN_LIMIT * dimensions) return built;
  for (const parameters of HNSW_LADDER) {
    const graph = HnswIndex.build(vectors, dimensions, parameters);
    if (!graph) break;
    built = { kind: "hnsw", graph, parameters, recallAt20: measureRecall(vectors, dimensions, graph) };
    if (built.recallAt20 >= WANTED_RECALL) break;
  }
  return built;
}
