import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_BM25 } from "../../../ingest/search-index/bm25.js";
import { lexicalIndexOf } from "../../../ingest/search-index/lexical-index.js";
import { LexicalSearcher } from "../../../ingest/search-index/lexical-search.js";
import { WordCoverage } from "../../../server/retrieval/word-coverage.js";
import { COLLECTION, indexOf, type Collection } from "../../support/small-collection.js";

const WORDS = ["集群", "申报", "集", "不在其中"];

function rarity(collection: Collection, word: string): number {
  const holders = collection.filter((entry) => holds(entry, word)).length;
  return Math.log(1 + (collection.length - holders + 0.5) / (holders + 0.5));
}

function holds({ heading, text, asked }: Collection[number], word: string): boolean {
  return [heading, text, asked].some((terms) => terms.words.includes(word));
}

it("is the rarity of the words that a passage holds over that of all of them", () => {
  fc.assert(
    fc.property(COLLECTION, fc.subarray(WORDS), (collection, words) => {
      const lexical = new LexicalSearcher(lexicalIndexOf(indexOf(collection, DEFAULT_BM25)));
      const sum = (some: readonly string[]): number => some.reduce((total, word) => total + rarity(collection, word), 0);
      const shares = new WordCoverage(words, lexical).of(collection.map((_, passage) => passage));
      expect(shares).toEqual(collection.map((entry): unknown => (words.length === 0 ? 0 : expect.closeTo(sum(words.filter((word) => holds(entry, word))) / sum(words), 9))));
    }),
  );
});
