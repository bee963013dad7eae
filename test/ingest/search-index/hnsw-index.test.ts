import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot, normalise } from "../../../ingest/embed/vector.js";
import { buildGraph, HNSW_LADDER } from "../../../ingest/search-index/hnsw-index.js";
import { graphPieces, readGraph, type NeighbourGraph } from "../../../ingest/search-index/neighbour-graph.js";
import { packVectors } from "../../../ingest/search-index/passage-vectors.js";
import { measureRecall } from "../../../ingest/search-index/recall.js";
import { VectorSearcher } from "../../../ingest/search-index/vector-search.js";
import { randomUnitVectors } from "../../support/random-vectors.js";
import { withoutHnswlib } from "../../support/without-hnswlib.js";

const DIMENSIONS = 8;
const PARAMETERS = HNSW_LADDER[0]!;
/** The graph is approximate: the same examples each time, so that a run that passed passes again. */
const SEED = 7;

const unitVector = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .filter((values) => values.some((value) => value !== 0))
  .map((values) => normalise(Float32Array.from(values)));
const unitVectors = fc.array(unitVector, { minLength: 1, maxLength: 60 }).map((list) => Float32Array.from(list.flatMap((vector) => [...vector])));

function build(vectors: Float32Array): NeighbourGraph {
  const graph = buildGraph(vectors, DIMENSIONS, PARAMETERS);
  if (!graph) throw new Error("hnswlib-node is not installed");
  return graph;
}

function searcherOver(vectors: Float32Array, graph = build(vectors)): VectorSearcher {
  return new VectorSearcher(packVectors(vectors, DIMENSIONS), { graph, efSearch: PARAMETERS.efSearch });
}

describe("VectorSearcher over a graph", () => {
  it("finds what an exact scan finds in a small collection, the same scores, with and without a filter", () => {
    fc.assert(
      fc.property(unitVectors, unitVector, fc.integer({ min: 1, max: 70 }), fc.boolean(), (vectors, query, k, filtered) => {
        const accept = filtered ? (passage: number): boolean => passage % 2 === 0 : undefined;
        const searcher = searcherOver(vectors);
        const found = searcher.search(query, k, accept);
        expect(found.map(({ score }) => score)).toEqual(searcher.scan(query, k, accept).map(({ score }) => score));
        for (const { passage } of found) expect(filtered && passage % 2 === 1).toBe(false);
        expect(new Set(found.map(({ passage }) => passage)).size).toBe(found.length);
      }),
      { numRuns: 60, seed: SEED },
    );
  });

  it("finds nearly all of the nearest in a collection of several layers, and what it finds fits a filter", () => {
    const vectors = randomUnitVectors(3000, DIMENSIONS);
    const searcher = searcherOver(vectors);
    expect(measureRecall(searcher)).toBeGreaterThan(0.95);
    const few = (passage: number): boolean => passage % 97 === 0;
    const query = vectors.subarray(0, DIMENSIONS);
    expect(searcher.search(query, 10, few)).toEqual(searcher.scan(query, 10, few));
  });

  it("finds all that there is where more is asked for, and nothing for k = 0", () => {
    const vectors = randomUnitVectors(20, DIMENSIONS);
    const searcher = searcherOver(vectors);
    expect(searcher.search(vectors.subarray(0, DIMENSIONS), 100)).toHaveLength(20);
    expect(searcher.search(vectors.subarray(0, DIMENSIONS), 0)).toEqual([]);
  });

  it("counts a passage that is as near as the last true one as found: equal ones have no order", () => {
    const same = Float32Array.from({ length: 200 * DIMENSIONS }, () => 1 / Math.sqrt(DIMENSIONS));
    expect(measureRecall(searcherOver(same))).toBe(1);
  });
});

describe("the graph that hnswlib builds", () => {
  const vectors = randomUnitVectors(3000, DIMENSIONS);
  const graph = build(vectors);

  it("is the same one each time, and the same when read from its file", () => {
    expect(build(vectors)).toEqual(graph);
    expect(readGraph(Buffer.concat(graphPieces(graph)))).toEqual(graph);
  });

  it("links every passage with others that are near it, and has the entry in the topmost layer", () => {
    const layers = Array.from({ length: 3000 }, (_, p) => graph.first[p + 1]! - graph.first[p]!);
    expect(layers[graph.entry]).toBe(Math.max(...layers));
    expect(Math.max(...layers)).toBeGreaterThan(1);
    const row = (p: number): Float32Array => vectors.subarray(p * DIMENSIONS, (p + 1) * DIMENSIONS);
    let [near, far, links] = [0, 0, 0];
    for (let p = 0; p < 3000; p++) {
      const ground = graph.links.subarray(graph.start[graph.first[p]!], graph.start[graph.first[p]! + 1]);
      expect(ground.length).toBeGreaterThan(0);
      for (const link of ground) {
        expect(link).not.toBe(p);
        near += dot(row(p), row(link));
        far += dot(row(p), row((link + 1500) % 3000));
        links++;
      }
    }
    expect(near / links).toBeGreaterThan(far / links + 0.5);
  });

  it("is not built over numbers that are not finite, over no vectors, and without the module", () => {
    const damaged = vectors.slice(0, 10 * DIMENSIONS);
    damaged[DIMENSIONS + 1] = Number.NaN;
    expect(() => build(damaged)).toThrow(/finite/);
    expect(buildGraph(new Float32Array(0), DIMENSIONS, PARAMETERS)).toBeNull();
    withoutHnswlib();
    expect(buildGraph(vectors, DIMENSIONS, PARAMETERS)).toBeNull();
  });
});
