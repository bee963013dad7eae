import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise } from "../../../ingest/embed/vector.js";
import { HNSW_LADDER, HnswIndex } from "../../../ingest/search-index/hnsw-index.js";
import { measureRecall, VectorSearcher } from "../../../ingest/search-index/vector-search.js";
import { sharedTempFolder } from "../../support/temp-folder.js";

const DIMENSIONS = 8;
const PARAMETERS = HNSW_LADDER[0]!;
/** The graph is approximate: the same examples each time, so that a run that passed passes again. */
const SEED = 7;
const folder = sharedTempFolder();

const unitVector = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .filter((values) => values.some((value) => value !== 0))
  .map((values) => normalise(Float32Array.from(values)));
const unitVectors = fc.array(unitVector, { minLength: 1, maxLength: 60 }).map((list) => Float32Array.from(list.flatMap((vector) => [...vector])));

function build(vectors: Float32Array): HnswIndex {
  const index = HnswIndex.build(vectors, DIMENSIONS, PARAMETERS);
  if (!index) throw new Error("hnswlib-node is not installed");
  return index;
}

describe("VectorSearcher over a graph", () => {
  it("finds what an exact scan finds in a small collection, scores to 1e-5, with and without a filter", () => {
    fc.assert(
      fc.property(unitVectors, unitVector, fc.integer({ min: 1, max: 70 }), fc.boolean(), (vectors, query, k, filtered) => {
        const accept = filtered ? (passage: number): boolean => passage % 2 === 0 : undefined;
        const exact = new VectorSearcher(vectors, DIMENSIONS, null).search(query, k, accept);
        const found = new VectorSearcher(vectors, DIMENSIONS, build(vectors)).search(query, k, accept);
        expect(found).toHaveLength(exact.length);
        found.forEach(({ passage, score }, i) => {
          expect(score).toBeCloseTo(exact[i]!.score, 5);
          expect(filtered && passage % 2 === 1).toBe(false);
        });
      }),
      { numRuns: 60, seed: SEED },
    );
  });

  it("counts a passage that is as near as the last true one as found: equal ones have no order", () => {
    const same = Float32Array.from({ length: 200 * DIMENSIONS }, () => 1 / Math.sqrt(DIMENSIONS));
    expect(measureRecall(same, DIMENSIONS, build(same))).toBe(1);
  });

  it("has full recall over its own vectors in a small collection", () => {
    fc.assert(
      fc.property(unitVectors, (vectors) => {
        expect(measureRecall(vectors, DIMENSIONS, build(vectors))).toBeGreaterThan(0.9);
      }),
      { numRuns: 20, seed: SEED },
    );
  });
});

describe("HnswIndex", () => {
  const vectors = Float32Array.from(Array.from({ length: 20 }, (_, i) => [...normalise(Float32Array.from({ length: DIMENSIONS }, (__, j) => Math.sin(i * 3 + j)))]).flat());
  const index = build(vectors);

  it("answers from the file that it wrote as it did before", () => {
    const path = join(folder, "vectors.hnsw");
    index.write(path);
    const query = vectors.subarray(0, DIMENSIONS);
    const read = HnswIndex.read(path, DIMENSIONS, 20, PARAMETERS)!;
    expect(read.search(query, 5)).toEqual(index.search(query, 5));
  });

  it("refuses a file with another number of vectors and says expected and got", () => {
    const path = join(folder, "other.hnsw");
    index.write(path);
    expect(() => HnswIndex.read(path, DIMENSIONS, 21, PARAMETERS)).toThrow(/Expected 21 vectors in .*, got 20/);
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY]])("refuses a question vector with %d instead of ending the process", (bad) => {
    const query = vectors.slice(0, DIMENSIONS);
    query[3] = bad;
    expect(() => index.search(query, 5)).toThrow(/finite/);
    expect(index.search(vectors.subarray(0, DIMENSIONS), 1)).toHaveLength(1);
  });

  it("refuses a question vector of another dimension and says expected and got", () => {
    expect(() => index.search(new Float32Array(DIMENSIONS - 1), 5)).toThrow(/Expected a vector of 8 numbers, got 7/);
    expect(() => index.search(new Float32Array(DIMENSIONS + 1), 5)).toThrow(/Expected a vector of 8 numbers, got 9/);
  });

  it("refuses to be built over numbers that are not finite", () => {
    const damaged = vectors.slice();
    damaged[DIMENSIONS + 1] = Number.NaN;
    expect(() => HnswIndex.build(damaged, DIMENSIONS, PARAMETERS)).toThrow(/finite/);
  });

  it("finds all that there is where more is asked for, and nothing for k = 0", () => {
    expect(index.search(vectors.subarray(0, DIMENSIONS), 100)).toHaveLength(20);
    expect(index.search(vectors.subarray(0, DIMENSIONS), 0)).toEqual([]);
  });

  it("is not built over no vectors", () => {
    expect(HnswIndex.build(new Float32Array(0), DIMENSIONS, PARAMETERS)).toBeNull();
  });
});
