import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_BM25, type Bm25Settings } from "../../../ingest/search-index/bm25.js";
import { lexicalIndexOf } from "../../../ingest/search-index/lexical-index.js";
import { LexicalSearcher } from "../../../ingest/search-index/lexical-search.js";
import type { ScoredPassage } from "../../../ingest/search-index/top-passages.js";
import { bruteForceScore, COLLECTION, indexOf, queryOver, SETTINGS, type Collection } from "../../support/small-collection.js";

const TOLERANCE = 1e-6;
const close = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE * (1 + Math.abs(a) + Math.abs(b));

interface Case {
  collection: Collection;
  settings: Bm25Settings;
  query: Map<string, number>;
  k: number;
  accepted: Set<number> | null;
}

const CASE: fc.Arbitrary<Case> = fc.tuple(COLLECTION, SETTINGS).chain(([collection, settings]) =>
  fc.record({
    collection: fc.constant(collection),
    settings: fc.constant(settings),
    query: queryOver(collection),
    k: fc.integer({ min: 1, max: 20 }),
    accepted: fc.option(fc.array(fc.nat({ max: 14 })).map((passages) => new Set(passages))),
  }),
);

function searcherOver(collection: Collection, settings: Bm25Settings): LexicalSearcher {
  return new LexicalSearcher(lexicalIndexOf(indexOf(collection, settings)));
}

/** Every passage that holds a term of the query and may be found, with its whole score. */
function bruteForce({ collection, settings, query, accepted }: Case): ScoredPassage[] {
  return collection
    .map((_, passage) => ({ passage, score: [...query].reduce((sum, [term, weight]) => sum + weight * bruteForceScore(collection, settings, term, passage), 0) }))
    .filter(({ passage, score }) => score > 0 && (accepted === null || accepted.has(passage)))
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
}

function search({ collection, settings, query, k, accepted }: Case): ScoredPassage[] {
  return searcherOver(collection, settings).search(query, k, accepted === null ? undefined : (passage) => accepted.has(passage));
}

describe("LexicalSearcher.search", () => {
  it("finds the k best by brute-force BM25F with their scores, up to ties, for any query, k and filter", () => {
    fc.assert(
      fc.property(CASE, (example) => {
        const expected = bruteForce(example);
        const found = search(example);
        expect(found).toHaveLength(Math.min(example.k, expected.length));
        found.forEach(({ passage, score }, i) => {
          expect(close(score, expected[i]!.score), `score ${i}: ${score} and ${expected[i]!.score}`).toBe(true);
          expect(close(score, expected.find((hit) => hit.passage === passage)!.score), `passage ${passage}`).toBe(true);
        });
        expect(new Set(found.map(({ passage }) => passage)).size).toBe(found.length);
      }),
      { numRuns: 200 },
    );
  });

  it("gives equal scores in passage order", () => {
    const text = { unigrams: [0x96c6], bigrams: [], words: [] };
    const empty = { unigrams: [], bigrams: [], words: [] };
    const collection = Array.from({ length: 8 }, () => ({ heading: empty, text, asked: empty }));
    const searcher = searcherOver(collection, DEFAULT_BM25);
    expect(searcher.search(new Map([["1集", 1]]), 5).map(({ passage }) => passage)).toEqual([0, 1, 2, 3, 4]);
  });

  it("gives the same passages for a smaller k as a larger one begins with", () => {
    fc.assert(
      fc.property(CASE, (example) => {
        const all = search({ ...example, k: 20 });
        const few = search({ ...example, k: 3 });
        few.forEach(({ score }, i) => expect(close(score, all[i]!.score)).toBe(true));
      }),
      { numRuns: 50 },
    );
  });

  it("finds nothing for an empty query, for unknown terms, in an empty index, and where nothing is accepted", () => {
    const searcher = searcherOver([], DEFAULT_BM25);
    expect(searcher.search(new Map([["1集", 1]]), 10)).toEqual([]);
    fc.assert(
      fc.property(COLLECTION, (collection) => {
        const over = searcherOver(collection, DEFAULT_BM25);
        expect(over.search(new Map(), 10)).toEqual([]);
        expect(over.search(new Map([["w不在其中", 1]]), 10)).toEqual([]);
        expect(over.search(new Map([["1集", 1]]), 10, () => false)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it("finds nothing for k = 0", () => {
    const text = { unigrams: [0x96c6], bigrams: [], words: [] };
    const searcher = searcherOver([{ heading: text, text, asked: text }], DEFAULT_BM25);
    expect(searcher.search(new Map([["1集", 1]]), 0)).toEqual([]);
  });
});

describe("LexicalSearcher.contribution", () => {
  it("is each term's part of a passage's score, 0 where the passage does not hold it; the parts add up to the score", () => {
    fc.assert(
      fc.property(CASE, (example) => {
        const { collection, settings, query } = example;
        const searcher = searcherOver(collection, settings);
        const hits = new Map(searcher.search(query, collection.length + 1).map(({ passage, score }) => [passage, score]));
        collection.forEach((_, passage) => {
          for (const term of query.keys()) expect(close(searcher.contribution(term, passage), bruteForceScore(collection, settings, term, passage))).toBe(true);
          expect(close(searcher.scores(query, Uint32Array.of(passage))[0]!, hits.get(passage) ?? 0)).toBe(true);
        });
        expect(searcher.contribution("1集", collection.length)).toBe(0);
      }),
    );
  });
});

describe("LexicalSearcher.documentFrequency", () => {
  it("counts the passages that hold a term", () => {
    fc.assert(
      fc.property(CASE, ({ collection, settings, query }) => {
        const searcher = searcherOver(collection, settings);
        expect(searcher.passages).toBe(collection.length);
        for (const term of query.keys()) {
          const holders = collection.filter((_, passage) => bruteForceScore(collection, settings, term, passage) > 0).length;
          expect(searcher.documentFrequency(term)).toBe(holders);
        }
      }),
    );
  });
});
