import fc from "fast-check";
import { FIELDS, type Bm25Settings, type Field } from "../../ingest/search-index/bm25.js";
import { InvertedIndexBuilder, type InvertedIndex, type PassageTerms } from "../../ingest/search-index/inverted-index.js";
import { termNames, type Terms } from "../../ingest/segment/tokenizer.js";

/** Random small collections and BM25F written out plainly, for properties of the inverted index. */

export type Collection = PassageTerms[];

const CODES = [..."集群申报条件材料"].map((ch) => ch.charCodeAt(0));
const code = fc.constantFrom(...CODES);
const terms: fc.Arbitrary<Terms> = fc.record({
  unigrams: fc.array(code, { maxLength: 6 }),
  bigrams: fc.array(fc.tuple(code, code).map(([first, second]) => first * 0x10000 + second), { maxLength: 4 }),
  words: fc.array(fc.constantFrom("集群", "申报", "集", "§art4", "3年"), { maxLength: 4 }),
});
const passage: fc.Arbitrary<PassageTerms> = fc.record({ heading: terms, text: terms, asked: terms });

/** Up to 15 passages; short words over a small alphabet, so that terms are shared and scores tie. */
export const COLLECTION: fc.Arbitrary<Collection> = fc.array(passage, { maxLength: 15 });

const weight = fc.double({ min: 0.1, max: 3, noNaN: true });
const fieldSettings = fc.record({ weight, b: fc.double({ min: 0, max: 1, noNaN: true }) });
export const SETTINGS: fc.Arbitrary<Bm25Settings> = fc.record({
  k1: weight,
  fields: fc.record({ heading: fieldSettings, text: fieldSettings, asked: fieldSettings }),
  channels: fc.record({ unigram: weight, bigram: weight, word: weight }),
});

/** Weights for some of the collection's terms, and for one that it does not hold. */
export function queryOver(collection: Collection): fc.Arbitrary<Map<string, number>> {
  const known = [...new Set(collection.flatMap((entry) => FIELDS.flatMap((field) => termNames(entry[field]))))];
  const term = fc.record({ name: fc.constantFrom(...known, "w不在其中"), weight });
  return fc.uniqueArray(term, { selector: ({ name }) => name, maxLength: 8 }).map((terms) => new Map(terms.map((entry) => [entry.name, entry.weight])));
}

export function indexOf(collection: Collection, settings: Bm25Settings): InvertedIndex {
  const builder = new InvertedIndexBuilder(settings);
  for (const entry of collection) builder.add(entry);
  return builder.finish();
}

const CHANNEL_OF = { "1": "unigram", "2": "bigram", w: "word" } as const;

/**
 * BM25F as the textbook writes it: channel weight × idf × tf′·(k1+1)/(tf′+k1), where tf′ sums w·tf/(1−b+b·length/mean)
 * over the fields, and lengths are counted in the term's own channel.
 */
export function bruteForceScore(collection: Collection, settings: Bm25Settings, term: string, passageIndex: number): number {
  const prefix = term[0] as keyof typeof CHANNEL_OF;
  const inChannel = (entry: PassageTerms, field: Field): string[] => termNames(entry[field]).filter((name) => name.startsWith(prefix));
  const frequency = (entry: PassageTerms, field: Field): number => inChannel(entry, field).filter((name) => name === term).length;
  const holders = collection.filter((entry) => FIELDS.some((field) => frequency(entry, field) > 0)).length;
  const idf = Math.log(1 + (collection.length - holders + 0.5) / (holders + 0.5));
  let weighted = 0;
  for (const field of FIELDS) {
    const { weight: fieldWeight, b } = settings.fields[field];
    const mean = collection.reduce((sum, entry) => sum + inChannel(entry, field).length, 0) / collection.length;
    const tf = frequency(collection[passageIndex]!, field);
    if (tf > 0) weighted += (fieldWeight * tf) / (1 - b + (b * inChannel(collection[passageIndex]!, field).length) / mean);
  }
  return weighted === 0 ? 0 : (settings.channels[CHANNEL_OF[prefix]] * idf * weighted * (settings.k1 + 1)) / (weighted + settings.k1);
}
