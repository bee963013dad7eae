import { termName, type Terms } from "../segment/tokenizer.js";
import { fieldFrequency, FIELDS, inverseDocumentFrequency, saturate, type Bm25Settings, type Field } from "./bm25.js";
import { PairTable } from "./pair-table.js";
import { RecordTable } from "./record-table.js";

/**
 * An inverted index of finished scores. The posting of a term in a passage is its whole BM25F contribution
 * (channel weight × idf × saturated frequency), so a query adds numbers and nothing else.
 * `docs[start[t] .. start[t+1]]` are the passages of term t, rising; `impacts` their contributions; `maxImpact[t]` the largest.
 */
export interface InvertedIndex {
  passages: number;
  terms: string[];
  start: Uint32Array;
  docs: Uint32Array;
  impacts: Float32Array;
  maxImpact: Float32Array;
}

/** The terms of one passage by field. */
export type PassageTerms = Record<Field, Terms>;

const CHANNELS = ["unigram", "bigram", "word"] as const;
const UNIGRAM = 0;
const BIGRAM = 1;
const WORD = 2;

const FIELD_COUNT = FIELDS.length;
const CHANNEL_COUNT = CHANNELS.length;
/** Frequencies of a term in the fields of a passage are packed into one number, ten bits each. */
const FREQUENCY_BITS = 10;
const MOST_FREQUENT = (1 << FREQUENCY_BITS) - 1;

/** Collects passages one by one and finishes to an index. Memory is that of the postings, outside the JS heap. */
export class InvertedIndexBuilder {
  private readonly dictionary = new TermDictionary();
  private readonly records = new RecordTable();
  /** Length of passage p's field f in channel c, at (p · fields + f) · channels + c. */
  private readonly lengths: number[] = [];
  private readonly bag = new TermBag();
  private passages = 0;

  constructor(private readonly settings: Bm25Settings) {}

  add(passage: PassageTerms): void {
    const id = this.passages++;
    FIELDS.forEach((field, f) => {
      const { unigrams, bigrams, words } = passage[field];
      const unit = 1 << (f * FREQUENCY_BITS);
      for (const code of unigrams) this.bag.count(this.dictionary.unigram(code), unit);
      for (const code of bigrams) this.bag.count(this.dictionary.bigram(code), unit);
      for (const word of words) this.bag.count(this.dictionary.word(word), unit);
      this.lengths.push(unigrams.length, bigrams.length, words.length);
    });
    this.bag.drain((term, frequencies) => this.records.push(term, id, frequencies));
  }

  finish(): InvertedIndex {
    const termCount = this.dictionary.size;
    const start = this.countPostings(termCount);
    const next = start.slice();
    const docs = new Uint32Array(this.records.length);
    const impacts = new Float32Array(this.records.length);
    const maxImpact = new Float32Array(termCount);
    const scorer = new ImpactScorer(this.settings, this.passages, this.lengths);
    const rarity = Float64Array.from({ length: termCount }, (_, t) => scorer.rarity(this.dictionary.channelOf(t), start[t + 1]! - start[t]!));
    // Records stand in passage order, so each term's postings come out sorted by passage.
    this.records.forEach((term, passage, frequencies) => {
      const at = next[term]!++;
      docs[at] = passage;
      impacts[at] = rarity[term]! * scorer.saturated(this.dictionary.channelOf(term), passage, frequencies);
      if (impacts[at] > maxImpact[term]!) maxImpact[term] = impacts[at]!;
    });
    return { passages: this.passages, terms: this.dictionary.names(), start, docs, impacts, maxImpact };
  }

  private countPostings(termCount: number): Uint32Array {
    const start = new Uint32Array(termCount + 1);
    this.records.forEach((term) => {
      start[term + 1]!++;
    });
    for (let t = 0; t < termCount; t++) start[t + 1]! += start[t]!;
    return start;
  }
}

/** Term ids by channel, in order of first sight. */
class TermDictionary {
  private readonly unigrams = new Int32Array(0x10000).fill(-1);
  private readonly bigrams = new PairTable();
  private readonly words = new Map<string, number>();
  private readonly channels: number[] = [];
  private readonly codes: (number | string)[] = [];

  get size(): number {
    return this.channels.length;
  }

  unigram(code: number): number {
    const known = this.unigrams[code]!;
    return known >= 0 ? known : (this.unigrams[code] = this.add(UNIGRAM, code));
  }

  bigram(code: number): number {
    const known = this.bigrams.get(code);
    if (known >= 0) return known;
    const id = this.add(BIGRAM, code);
    this.bigrams.set(code, id);
    return id;
  }

  word(word: string): number {
    const known = this.words.get(word);
    if (known !== undefined) return known;
    const id = this.add(WORD, word);
    this.words.set(word, id);
    return id;
  }

  channelOf(term: number): number {
    return this.channels[term]!;
  }

  names(): string[] {
    return this.codes.map((code, term) => {
      if (typeof code === "string") return termName.word(code);
      return this.channels[term] === UNIGRAM ? termName.unigram(code) : termName.bigram(code);
    });
  }

  private add(channel: number, code: number | string): number {
    this.codes.push(code);
    return this.channels.push(channel) - 1;
  }
}

/** Counts the terms of one passage without a map: a slot a term, valid while its stamp is the passage's. */
class TermBag {
  private stamps = new Uint32Array(1 << 16);
  private packed = new Uint32Array(1 << 16);
  private readonly terms: number[] = [];
  private stamp = 1;

  /** @param unit one occurrence in a field, at that field's bits */
  count(term: number, unit: number): void {
    if (term >= this.stamps.length) this.grow(term);
    if (this.stamps[term] !== this.stamp) {
      this.stamps[term] = this.stamp;
      this.packed[term] = unit;
      this.terms.push(term);
    } else if (Math.floor(this.packed[term]! / unit) % (MOST_FREQUENT + 1) < MOST_FREQUENT) {
      this.packed[term]! += unit;
    }
  }

  drain(each: (term: number, frequencies: number) => void): void {
    for (const term of this.terms) each(term, this.packed[term]!);
    this.terms.length = 0;
    this.stamp++;
  }

  private grow(term: number): void {
    const size = Math.max(this.stamps.length * 2, term + 1);
    const stamps = new Uint32Array(size);
    const packed = new Uint32Array(size);
    stamps.set(this.stamps);
    packed.set(this.packed);
    this.stamps = stamps;
    this.packed = packed;
  }
}

/** BM25F from packed frequencies. */
class ImpactScorer {
  private readonly means = new Float64Array(FIELD_COUNT * CHANNEL_COUNT);

  constructor(
    private readonly settings: Bm25Settings,
    private readonly passages: number,
    private readonly lengths: readonly number[],
  ) {
    const width = this.means.length;
    lengths.forEach((length, i) => {
      this.means[i % width]! += length / passages;
    });
  }

  /** What a term is worth by itself: channel weight × idf. */
  rarity(channel: number, withTerm: number): number {
    return this.settings.channels[CHANNELS[channel]!] * inverseDocumentFrequency(this.passages, withTerm);
  }

  saturated(channel: number, passage: number, frequencies: number): number {
    const { k1, fields } = this.settings;
    let weighted = 0;
    for (let f = 0; f < FIELD_COUNT; f++) {
      const frequency = (frequencies >>> (f * FREQUENCY_BITS)) & MOST_FREQUENT;
      if (frequency === 0) continue;
      const length = this.lengths[(passage * FIELD_COUNT + f) * CHANNEL_COUNT + channel]!;
      weighted += fieldFrequency(frequency, length, this.means[f * CHANNEL_COUNT + channel]!, fields[FIELDS[f]!]);
    }
    return saturate(weighted, k1);
  }
}
