import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VectorSearcher } from "../../../ingest/search-index/vector-search.js";

const vectors = Float32Array.of(1, 0, 0.6, 0.8, 0, 1, 0.6, 0.8);
const searcher = new VectorSearcher(vectors, 2, null);
const query = Float32Array.of(0, 1);

describe("VectorSearcher without a graph", () => {
  it("gives the passages of highest cosine, best first, equal scores in passage order", () => {
    expect(searcher.search(query, 3).map(({ passage }) => passage)).toEqual([2, 1, 3]);
    expect(searcher.search(query, 3)[1]!.score).toBeCloseTo(0.8, 6);
  });

  it("gives only passages that are accepted", () => {
    expect(searcher.search(query, 3, (passage) => passage !== 2).map(({ passage }) => passage)).toEqual([1, 3, 0]);
  });

  it("finds nothing for the zero vector, which stands for a question of no known word", () => {
    expect(searcher.search(new Float32Array(2), 3)).toEqual([]);
  });

  it("finds nothing where there are no vectors", () => {
    expect(new VectorSearcher(new Float32Array(0), 0, null).search(new Float32Array(0), 3)).toEqual([]);
    expect(new VectorSearcher(new Float32Array(0), 0, null).count).toBe(0);
    expect(searcher.count).toBe(4);
  });

  it("gives one passage's cosine", () => {
    expect(searcher.cosine(query, 1)).toBeCloseTo(0.8, 6);
  });
});

describe("a scan", () => {
  const vector = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 });

  it("gives what sorting every cosine gives, ties in passage order, with and without a filter", () => {
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 40 }), vector, fc.integer({ min: 0, max: 45 }), fc.boolean(), (rows, asked, k, filtered) => {
        const scanned = new VectorSearcher(Float32Array.from(rows.flat()), 3, null);
        const accept = filtered ? (passage: number): boolean => passage % 2 === 0 : undefined;
        const expected = rows
          .map((row, passage) => ({ passage, score: row.reduce((sum, value, i) => sum + value * asked[i]!, 0) }))
          .filter(({ passage }) => accept?.(passage) ?? true)
          .sort((a, b) => b.score - a.score || a.passage - b.passage)
          .slice(0, k);
        expect(scanned.scan(Float32Array.from(asked), k, accept)).toEqual(expected);
      }),
    );
  });
});
