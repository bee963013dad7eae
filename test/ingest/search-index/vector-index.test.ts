import { describe, expect, it } from "vitest";
import { buildVectorIndex, EXACT_SCAN_LIMIT, searcherOf } from "../../../ingest/search-index/vector-index.js";
import { randomUnitVectors } from "../../support/random-vectors.js";
import { withoutHnswlib } from "../../support/without-hnswlib.js";

const DIMENSIONS = 8;
const atLimit = randomUnitVectors(EXACT_SCAN_LIMIT, DIMENSIONS);
const aboveLimit = randomUnitVectors(EXACT_SCAN_LIMIT + 1, DIMENSIONS);

describe("the vector index", () => {
  it("is none up to the limit: every vector is compared, and nothing is missed", () => {
    expect(buildVectorIndex(atLimit, DIMENSIONS)).toMatchObject({ kind: "exact", recallAt20: 1 });
    expect(buildVectorIndex(new Float32Array(0), 0)).toMatchObject({ kind: "exact", recallAt20: 1 });
  });

  it("is a graph above it, whose recall was measured and which finds the nearest", () => {
    const index = buildVectorIndex(aboveLimit, DIMENSIONS);
    if (index.kind !== "hnsw") throw new Error("no graph was built");
    expect(index.recallAt20).toBeGreaterThanOrEqual(0.98);
    expect(index.recallAt20).toBeLessThanOrEqual(1);
    const searcher = searcherOf(index);
    const query = aboveLimit.subarray(0, DIMENSIONS);
    const found = searcher.search(query, 20).map(({ passage }) => passage);
    const truth = searcher.scan(query, 20).map(({ passage }) => passage);
    expect(found[0]).toBe(0);
    expect(truth.filter((passage) => found.includes(passage)).length).toBeGreaterThanOrEqual(18);
  });

  it("is none where the native module is missing", () => {
    withoutHnswlib();
    expect(buildVectorIndex(aboveLimit, DIMENSIONS)).toMatchObject({ kind: "exact", recallAt20: 1 });
  });
});
