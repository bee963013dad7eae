import { GraphSearch } from "./graph-search.js";
import type { NeighbourGraph } from "./neighbour-graph.js";
import { cosineOf, type PassageVectors } from "./passage-vectors.js";
import { TopPassages, type ScoredPassage } from "./top-passages.js";

/** A graph, and how many of the best a search of it keeps while it walks. */
export interface SearchedGraph {
  graph: NeighbourGraph;
  efSearch: number;
}

/** Nearest passages of a question vector: through the graph, or by comparing every vector where there is none. */
export class VectorSearcher {
  private readonly graph: GraphSearch | null;

  constructor(
    private readonly vectors: PassageVectors,
    graph: SearchedGraph | null = null,
  ) {
    this.graph = graph && new GraphSearch(graph.graph, vectors, graph.efSearch);
  }

  get dimensions(): number {
    return this.vectors.dimensions;
  }

  get count(): number {
    return this.vectors.scales.length;
  }

  /** A passage's vector, as near as it is kept. */
  vectorOf(passage: number): Float32Array {
    const { rows, scales, dimensions } = this.vectors;
    return Float32Array.from(rows.subarray(passage * dimensions, (passage + 1) * dimensions), (value) => value * scales[passage]!);
  }

  /** Cosines of the question with some passages. */
  cosines(query: Float32Array, passages: Uint32Array): Float64Array {
    const asked = this.checked(query);
    const cosines = new Float64Array(passages.length);
    for (let i = 0; i < passages.length; i++) cosines[i] = cosineOf(asked, this.vectors, passages[i]!);
    return cosines;
  }

  /** The `k` passages of highest cosine, best first; equal scores in passage order. */
  search(query: Float32Array, k: number, accept: (passage: number) => boolean = everything): ScoredPassage[] {
    const wanted = Math.min(k, this.count);
    if (wanted < 1 || this.dimensions === 0 || query.every((value) => value === 0)) return [];
    return this.graph ? this.graph.search(this.checked(query), wanted, accept) : this.scan(query, wanted, accept);
  }

  /** Exact search. */
  scan(query: Float32Array, k: number, accept: (passage: number) => boolean = everything): ScoredPassage[] {
    const asked = this.checked(query);
    const wanted = Math.min(k, this.count);
    if (wanted < 1) return [];
    const top = new TopPassages(wanted, -Infinity);
    for (let passage = 0; passage < this.count; passage++) {
      if (!accept(passage)) continue;
      const score = cosineOf(asked, this.vectors, passage);
      if (score > top.least) top.offer(passage, score);
    }
    return top.sorted();
  }

  private checked(query: Float32Array): Float64Array {
    if (query.length !== this.dimensions) throw new RangeError(`Expected a vector of ${this.dimensions} numbers, got ${query.length}`);
    if (!query.every(Number.isFinite)) throw new RangeError("Expected finite numbers in the vector");
    return Float64Array.from(query);
  }
}

function everything(): boolean {
  return true;
}
