import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot } from "../../../ingest/embed/vector.js";
import { packVectors } from "../../../ingest/search-index/passage-vectors.js";
import { VectorSearcher } from "../../../ingest/search-index/vector-search.js";
import { randomUnitVectors } from "../../support/random-vectors.js";

const vectors = Float32Array.of(1, 0, 0.6, 0.8, 0, 1, 0.6, 0.8);
const searcher = new VectorSearcher(packVectors(vectors, 2));
/** What a byte a component may cost a cosine. */
const DIGITS = 2;
const query = Float32Array.of(0, 1);

describe("VectorSearcher without a graph", () => {
  it("gives the passages of highest cosine, best first, equal scores in passage order", () => {
    expect(searcher.search(query, 3).map(({ passage }) => passage)).toEqual([2, 1, 3]);
    expect(searcher.search(query, 3)[1]!.score).toBeCloseTo(0.8, DIGITS);
  });

  it("gives only passages that are accepted", () => {
    expect(searcher.search(query, 3, (passage) => passage !== 2).map(({ passage }) => passage)).toEqual([1, 3, 0]);
  });

  it("finds nothing for the zero vector, which stands for a question of no known word", () => {
    expect(searcher.search(new Float32Array(2), 3)).toEqual([]);
  });

  it("finds nothing where there are no vectors", () => {
    expect(new VectorSearcher(packVectors(new Float32Array(0), 0)).search(new Float32Array(0), 3)).toEqual([]);
    expect(new VectorSearcher(packVectors(new Float32Array(0), 0)).count).toBe(0);
    expect(searcher.count).toBe(4);
  });

  it("gives the cosines of some passages, and a passage's vector", () => {
    const [first, second] = searcher.cosines(query, Uint32Array.of(1, 0));
    expect(first).toBeCloseTo(0.8, DIGITS);
    expect(second).toBe(0);
    [...searcher.vectorOf(1)].forEach((value, i) => expect(value).toBeCloseTo([0.6, 0.8][i]!, DIGITS));
  });
});

describe("a scan", () => {
  const DIMENSIONS = 11;
  /** Components that a byte holds exactly: cosines are whole numbers of steps, and tie often. */
  const vector = fc.array(fc.constantFrom(-127, 0, 0, 127), { minLength: DIMENSIONS, maxLength: DIMENSIONS }).map((values) => values.map((value) => value / 127));

  it("gives what sorting every cosine gives, ties in passage order, with and without a filter", () => {
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 40 }), vector, fc.integer({ min: 0, max: 45 }), fc.boolean(), (rows, asked, k, filtered) => {
        const scanned = new VectorSearcher(packVectors(Float32Array.from(rows.flat()), DIMENSIONS));
        const accept = filtered ? (passage: number): boolean => passage % 2 === 0 : undefined;
        const expected = rows
          .map((row, passage) => ({ passage, score: row.reduce((sum, value, i) => sum + value * asked[i]!, 0) }))
          .filter(({ passage }) => accept?.(passage) ?? true)
          .sort((a, b) => b.score - a.score || a.passage - b.passage)
          .slice(0, k);
        const found = scanned.scan(Float32Array.from(asked), k, accept);
        expect(found.map(({ passage }) => passage)).toEqual(expected.map(({ passage }) => passage));
        found.forEach(({ score }, i) => expect(score).toBeCloseTo(expected[i]!.score, 5));
      }),
    );
  });

  it("is off by less than a thousandth from the cosines of the unpacked vectors, whatever their dimensions", () => {
    for (const dimensions of [1, 7, 8, 64, 200, 1024]) {
      const rows = randomUnitVectors(50, dimensions);
      const asked = rows.subarray(0, dimensions);
      const found = new VectorSearcher(packVectors(rows, dimensions)).scan(asked, 50);
      for (const { passage, score } of found) expect(Math.abs(score - dot(asked, rows.subarray(passage * dimensions, (passage + 1) * dimensions)))).toBeLessThan(5e-3);
    }
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY]])("refuses a question vector with %d", (bad) => {
    expect(() => searcher.search(Float32Array.of(bad, 1), 3)).toThrow(/finite/);
  });

  it("refuses a question vector of another dimension and says expected and got", () => {
    expect(() => searcher.search(Float32Array.of(1), 3)).toThrow(/Expected a vector of 2 numbers, got 1/);
  });
});
