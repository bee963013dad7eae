import { Cosines } from "./cosines.js";
import { GraphSearch } from "./graph-search.js";
import type { NeighbourGraph } from "./neighbour-graph.js";
import { strideOf, type PassageVectors } from "./passage-vectors.js";
import { TopPassages, type ScoredPassage } from "./top-passages.js";

/** A graph, and how many of the best a search of it keeps while it walks. */
export interface SearchedGraph {
  graph: NeighbourGraph;
  efSearch: number;
}

/** Nearest passages of a question vector: through the graph, or by comparing every vector where there is none. */
export class VectorSearcher {
  private readonly cosine: Cosines;
  private readonly graph: GraphSearch | null;

  constructor(
    private readonly vectors: PassageVectors,
    graph: SearchedGraph | null = null,
  ) {
    this.cosine = new Cosines(vectors);
    this.graph = graph && new GraphSearch(graph.graph, this.cosine, graph.efSearch);
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
    const from = passage * strideOf(dimensions);
    const vector = new Float32Array(dimensions);
    for (let i = 0; i < dimensions; i++) vector[i] = rows[from + i]! * scales[passage]!;
    return vector;
  }

  /** Cosines of the question with some passages. */
  cosines(query: Float32Array, passages: Uint32Array): Float64Array {
    this.cosine.ask(query);
    const cosines = new Float64Array(passages.length);
    for (let i = 0; i < passages.length; i++) cosines[i] = this.cosine.of(passages[i]!);
    return cosines;
  }

  /** The `k` passages of highest cosine, best first; equal scores in passage order. */
  search(query: Float32Array, k: number, accept: (passage: number) => boolean = everything): ScoredPassage[] {
    const wanted = Math.min(k, this.count);
    if (wanted < 1 || this.dimensions === 0 || query.every((value) => value === 0)) return [];
    if (!this.graph) return this.scan(query, wanted, accept);
    this.cosine.ask(query);
    return this.graph.search(wanted, accept);
  }

  /** Exact search. */
  scan(query: Float32Array, k: number, accept: (passage: number) => boolean = everything): ScoredPassage[] {
    this.cosine.ask(query);
    const wanted = Math.min(k, this.count);
    if (wanted < 1) return [];
    const top = new TopPassages(wanted, -Infinity);
    for (let passage = 0; passage < this.count; passage++) {
      if (!accept(passage)) continue;
      const score = this.cosine.of(passage);
      if (score > top.least) top.offer(passage, score);
    }
    return top.sorted();
  }
}

function everything(): boolean {
  return true;
}
