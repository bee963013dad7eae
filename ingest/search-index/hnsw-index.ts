import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HierarchicalNSW } from "hnswlib-node";
import { readHnswlibFile } from "./hnswlib-file.js";
import type { NeighbourGraph } from "./neighbour-graph.js";

/**
 * The one file that knows hnswlib. It builds the graph; its native code aborts the process on bad input, so everything is
 * checked before, and no file that lay on a disk is ever given to it.
 */

type HnswModule = { HierarchicalNSW: new (space: "ip", dimensions: number) => HierarchicalNSW };

/** Build and search parameters; larger is slower and finds more. */
export interface HnswParameters {
  m: number;
  efConstruction: number;
  efSearch: number;
}

/** Tried in turn until the recall at 20 is high enough. */
export const HNSW_LADDER: readonly HnswParameters[] = [
  { m: 16, efConstruction: 80, efSearch: 256 },
  { m: 32, efConstruction: 400, efSearch: 256 },
  { m: 48, efConstruction: 600, efSearch: 512 },
];

const SEED = 100;
const require = createRequire(import.meta.url);

function loadModule(): HnswModule | null {
  try {
    return require("hnswlib-node") as HnswModule;
  } catch {
    return null;
  }
}

/**
 * A graph over unit vectors, the same one each time.
 * @returns null where the native module is missing or there are no vectors: the caller scans instead
 */
export function buildGraph(vectors: Float32Array, dimensions: number, { m, efConstruction }: HnswParameters): NeighbourGraph | null {
  const module = loadModule();
  const count = dimensions === 0 ? 0 : vectors.length / dimensions;
  if (!module || count === 0) return null;
  const graph = new module.HierarchicalNSW("ip", dimensions);
  graph.initIndex({ maxElements: count, m, efConstruction, randomSeed: SEED });
  for (let i = 0; i < count; i++) graph.addPoint(checkedPoint(vectors.subarray(i * dimensions, (i + 1) * dimensions)), i);
  return linksOf(graph, count, dimensions);
}

/** The library shows its links only in the file that it writes. */
function linksOf(graph: HierarchicalNSW, count: number, dimensions: number): NeighbourGraph {
  const folder = mkdtempSync(join(tmpdir(), "policy-graph-"));
  try {
    const path = join(folder, "graph.hnsw");
    graph.writeIndexSync(path);
    return readHnswlibFile(path, count, dimensions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkedPoint(vector: Float32Array): number[] {
  const point = Array.from(vector);
  if (!point.every(Number.isFinite)) throw new RangeError("Expected finite numbers in the vector");
  return point;
}
