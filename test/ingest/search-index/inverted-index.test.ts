import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_BM25, FIELDS } from "../../../ingest/search-index/bm25.js";
import type { InvertedIndex } from "../../../ingest/search-index/inverted-index.js";
import { lexicalIndexOf } from "../../../ingest/search-index/lexical-index.js";
import { LexicalSearcher } from "../../../ingest/search-index/lexical-search.js";
import { termNames, type Terms } from "../../../ingest/segment/tokenizer.js";
import { bruteForceScore, COLLECTION, indexOf, SETTINGS } from "../../support/small-collection.js";

const EMPTY: Terms = { unigrams: [], bigrams: [], words: [] };

/** Impacts are stored as 32-bit numbers. */
const FLOAT32_ERROR = 1e-6;

function postings(index: InvertedIndex): Map<string, number[]> {
  return new Map(index.terms.map((term, t) => [term, [...index.docs.subarray(index.start[t], index.start[t + 1])]]));
}

describe("InvertedIndexBuilder", () => {
  it("lists for every term the passages that hold it, rising, and nothing else", () => {
    fc.assert(
      fc.property(COLLECTION, (collection) => {
        const expected = new Map<string, number[]>();
        collection.forEach((entry, passage) => {
          for (const term of new Set(FIELDS.flatMap((field) => termNames(entry[field])))) expected.set(term, [...(expected.get(term) ?? []), passage]);
        });
        const index = indexOf(collection, DEFAULT_BM25);
        expect(index.passages).toBe(collection.length);
        expect(postings(index)).toEqual(expected);
      }),
    );
  });

  it("stores each term's whole BM25F contribution, equal to the formula written out", () => {
    fc.assert(
      fc.property(COLLECTION, SETTINGS, (collection, settings) => {
        const index = indexOf(collection, settings);
        index.terms.forEach((term, t) => {
          for (let at = index.start[t]!; at < index.start[t + 1]!; at++) {
            const expected = bruteForceScore(collection, settings, term, index.docs[at]!);
            expect(Math.abs(index.impacts[at]! - expected)).toBeLessThanOrEqual(FLOAT32_ERROR * (1 + expected));
          }
        });
      }),
    );
  });

  it("knows each term's largest contribution", () => {
    fc.assert(
      fc.property(COLLECTION, (collection) => {
        const index = indexOf(collection, DEFAULT_BM25);
        index.terms.forEach((_, t) => expect(index.maxImpact[t]).toBe(Math.max(...index.impacts.subarray(index.start[t], index.start[t + 1]))));
      }),
    );
  });

  it("keeps a character, a pair and a word of the same letters apart", () => {
    const collection = [{ heading: EMPTY, text: { unigrams: [0x96c6], bigrams: [0x96c6 * 0x10000 + 0x7fa4], words: ["集", "集群"] }, asked: EMPTY }];
    expect(indexOf(collection, DEFAULT_BM25).terms.sort()).toEqual(["1集", "2集群", "w集", "w集群"]);
  });

  it("indexes more terms than its tables begin with", () => {
    const words = Array.from({ length: 70_000 }, (_, i) => `词${i}`);
    const bigrams = Array.from({ length: 20_000 }, (_, i) => (0x4e00 + (i % 500)) * 0x10000 + 0x4e00 + Math.floor(i / 500));
    const collection = [{ heading: EMPTY, text: { ...EMPTY, words, bigrams }, asked: EMPTY }, { heading: EMPTY, text: { ...EMPTY, words: words.slice(60_000), bigrams: bigrams.slice(19_000) }, asked: EMPTY }];
    const index = indexOf(collection, DEFAULT_BM25);
    expect(index.terms).toHaveLength(90_000);
    const searcher = new LexicalSearcher(lexicalIndexOf(index));
    expect([searcher.documentFrequency("w词3"), searcher.documentFrequency("w词69999")]).toEqual([1, 2]);
    expect(index.docs).toHaveLength(90_000 + 10_000 + 1_000);
  });

  it("makes an empty index of no passages", () => {
    expect(indexOf([], DEFAULT_BM25)).toMatchObject({ passages: 0, terms: [] });
  });
});
