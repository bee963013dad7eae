import { createRequire } from "node:module";
import type { HierarchicalNSW } from "hnswlib-node";

/** The one file that knows hnswlib. Its native code aborts the process on bad input, so everything is checked before. */

type HnswModule = { HierarchicalNSW: new (space: "ip", dimensions: number) => HierarchicalNSW };

/** Build and search parameters; larger is slower and finds more. */
export interface HnswParameters {
  m: number;
  efConstruction: number;
  efSearch: number;
}

/** Tried in turn until the recall at 20 is high enough. */
export const HNSW_LADDER: readonly HnswParameters[] = [
  { m: 16, efConstruction: 200, efSearch: 128 },
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

/** A graph over unit vectors; scores are cosines. */
export class HnswIndex {
  private constructor(
    private readonly graph: HierarchicalNSW,
    private readonly dimensions: number,
  ) {}

  /** @returns null where the native module is missing: the caller scans instead. */
  static build(vectors: Float32Array, dimensions: number, parameters: HnswParameters): HnswIndex | null {
    const module = loadModule();
    const count = dimensions === 0 ? 0 : vectors.length / dimensions;
    if (!module || count === 0) return null;
    const graph = new module.HierarchicalNSW("ip", dimensions);
    graph.initIndex({ maxElements: count, m: parameters.m, efConstruction: parameters.efConstruction, randomSeed: SEED });
    for (let i = 0; i < count; i++) graph.addPoint(checkedPoint(vectors.subarray(i * dimensions, (i + 1) * dimensions), dimensions), i);
    graph.setEf(parameters.efSearch);
    return new HnswIndex(graph, dimensions);
  }

  /** Reads a file whose SHA-256 was verified before: a damaged one would end the process. */
  static read(path: string, dimensions: number, count: number, parameters: HnswParameters): HnswIndex | null {
    const module = loadModule();
    if (!module) return null;
    const graph = new module.HierarchicalNSW("ip", dimensions);
    graph.readIndexSync(path);
    if (graph.getCurrentCount() !== count) throw new Error(`Expected ${count} vectors in ${path}, got ${graph.getCurrentCount()}`);
    graph.setEf(parameters.efSearch);
    return new HnswIndex(graph, dimensions);
  }

  /** The library reports success on a full disk: read back and probe what was written before using it. */
  write(path: string): void {
    this.graph.writeIndexSync(path);
  }

  search(query: Float32Array, k: number, accept?: (label: number) => boolean): { passage: number; score: number }[] {
    const count = Math.min(k, this.graph.getCurrentCount());
    if (count === 0) return [];
    const { neighbors, distances } = this.graph.searchKnn(checkedPoint(query, this.dimensions), count, accept);
    return neighbors.map((passage, i) => ({ passage, score: 1 - distances[i]! }));
  }
}

function checkedPoint(vector: Float32Array, dimensions: number): number[] {
  if (vector.length !== dimensions) throw new RangeError(`Expected a vector of ${dimensions} numbers, got ${vector.length}`);
  const point = Array.from(vector);
  if (!point.every(Number.isFinite)) throw new RangeError("Expected finite numbers in the vector");
  return point;
}
