import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_BM25, inverseDocumentFrequency, occurrenceGain, saturate } from "../../../ingest/search-index/bm25.js";

describe("BM25F", () => {
  it("gives a rarer term a higher idf, and none a negative one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1000 }), fc.nat(), (passages, seed) => {
        const withTerm = (seed % (passages - 1)) + 1;
        expect(inverseDocumentFrequency(passages, withTerm)).toBeGreaterThan(inverseDocumentFrequency(passages, withTerm + 1));
        expect(inverseDocumentFrequency(passages, passages)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("counts an occurrence less in a longer field, and not by length at all where b is 0", () => {
    const settings = { weight: 1, b: 0.75 };
    expect(occurrenceGain(10, 10, settings)).toBeCloseTo(1, 10);
    expect(occurrenceGain(40, 10, settings)).toBeLessThan(occurrenceGain(20, 10, settings));
    expect(occurrenceGain(40, 10, { weight: 1, b: 0 })).toBe(1);
    expect(occurrenceGain(10, 10, { weight: 3, b: 0.75 })).toBeCloseTo(3, 10);
  });

  it("takes an empty field's mean length of 0 without dividing by it", () => {
    expect(Number.isNaN(occurrenceGain(0, 0, { weight: 1, b: 0.75 }))).toBe(false);
  });

  it("saturates: more of a term counts more, never more than k1 + 1", () => {
    const { k1 } = DEFAULT_BM25;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (frequency) => {
        expect(saturate(frequency + 1, k1)).toBeGreaterThan(saturate(frequency, k1));
        expect(saturate(frequency, k1)).toBeLessThan(k1 + 1);
      }),
    );
    expect(saturate(0, k1)).toBe(0);
  });
});
