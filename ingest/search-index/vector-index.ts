import { buildGraph, HNSW_LADDER, type HnswParameters } from "./hnsw-index.js";
import type { NeighbourGraph } from "./neighbour-graph.js";
import { packVectors, type PassageVectors } from "./passage-vectors.js";
import { measureRecall } from "./recall.js";
import { VectorSearcher } from "./vector-search.js";

/** The vectors of a snapshot and how they are searched; recall is the share of the true 20 nearest that is found. */
export type VectorIndex = { vectors: PassageVectors; recallAt20: number } & ({ kind: "exact" } | { kind: "hnsw"; graph: NeighbourGraph; parameters: HnswParameters });

/**
 * Up to so many vectors every one is compared: that takes a millisecond (64 dimensions) to ten (1024), finds everything,
 * and needs no graph. Above it one is built.
 */
export const EXACT_SCAN_LIMIT = 5000;

const WANTED_RECALL = 0.98;

/**
 * Above the limit, the graph with the first parameters whose recall is high enough, else with the largest; every vector is
 * compared where the native module is missing.
 * @param rows row by row, of unit length or zero
 */
export function buildVectorIndex(rows: Float32Array, dimensions: number, ladder: readonly HnswParameters[] = HNSW_LADDER): VectorIndex {
  const vectors = packVectors(rows, dimensions);
  let built: VectorIndex = { kind: "exact", vectors, recallAt20: 1 };
  if (rows.length <= EXACT_SCAN_LIMIT * dimensions) return built;
  for (const parameters of ladder) {
    const graph = buildGraph(rows, dimensions, parameters);
    if (!graph) break;
    const searcher = new VectorSearcher(vectors, { graph, efSearch: parameters.efSearch });
    built = { kind: "hnsw", vectors, graph, parameters, recallAt20: measureRecall(searcher) };
    if (built.recallAt20 >= WANTED_RECALL) break;
  }
  return built;
}

/** A searcher over an index that was just built. */
export function searcherOf(index: VectorIndex): VectorSearcher {
  return new VectorSearcher(index.vectors, index.kind === "hnsw" ? { graph: index.graph, efSearch: index.parameters.efSearch } : null);
}
