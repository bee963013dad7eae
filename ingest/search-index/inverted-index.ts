import type { Terms } from "../segment/tokenizer.js";
import { fieldFrequency, FIELDS, inverseDocumentFrequency, saturate, type Bm25Settings, type Field } from "./bm25.js";

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

const CHANNELS = [
  { name: "unigram", pick: (terms: Terms) => terms.unigrams },
  { name: "bigram", pick: (terms: Terms) => terms.bigrams },
  { name: "word", pick: (terms: Terms) => terms.words },
] as const;

const FIELD_COUNT = FIELDS.length;
const CHANNEL_COUNT = CHANNELS.length;

/** Collects passages one by one and finishes to an index. Memory: the postings, in growing typed arrays. */
export class InvertedIndexBuilder {
  private readonly termIds = new Map<string, number>();
  private readonly termChannel: number[] = [];
  /** One record a (term, passage): term, passage, then the frequency in each field. */
  private readonly records = new RecordBuffer(2 + FIELD_COUNT);
  /** Length of passage p's field f in channel c, at (p · fields + f) · channels + c. */
  private readonly lengths: number[] = [];
  private passages = 0;

  constructor(private readonly settings: Bm25Settings) {}

  add(passage: PassageTerms): void {
    const id = this.passages++;
    const frequencies = new Map<number, number[]>();
    FIELDS.forEach((field, f) => {
      CHANNELS.forEach(({ pick }, c) => {
        const terms = pick(passage[field]);
        this.lengths[(id * FIELD_COUNT + f) * CHANNEL_COUNT + c] = terms.length;
        for (const term of terms) this.count(frequencies, this.termId(term, c), f);
      });
    });
    for (const [term, counts] of frequencies) this.records.push(term, id, ...counts);
  }

  finish(): InvertedIndex {
    const termCount = this.termChannel.length;
    const start = this.countPostings(termCount);
    const next = start.slice();
    const docs = new Uint32Array(this.records.length);
    const impacts = new Float32Array(this.records.length);
    const maxImpact = new Float32Array(termCount);
    const means = this.meanLengths();
    // Records stand in passage order, so each term's postings come out sorted by passage.
    for (let r = 0; r < this.records.length; r++) {
      const term = this.records.at(r, 0);
      const at = next[term]!++;
      const impact = this.impact(r, term, start[term + 1]! - start[term]!, means);
      docs[at] = this.records.at(r, 1);
      impacts[at] = impact;
      if (impacts[at] > maxImpact[term]!) maxImpact[term] = impacts[at]!;
    }
    return { passages: this.passages, terms: [...this.termIds.keys()], start, docs, impacts, maxImpact };
  }

  private termId(term: string, channel: number): number {
    let id = this.termIds.get(term);
    if (id === undefined) {
      id = this.termIds.size;
      this.termIds.set(term, id);
      this.termChannel.push(channel);
    }
    return id;
  }

  private count(frequencies: Map<number, number[]>, term: number, field: number): void {
    let counts = frequencies.get(term);
    if (!counts) frequencies.set(term, (counts = new Array<number>(FIELD_COUNT).fill(0)));
    counts[field]!++;
  }

  private countPostings(termCount: number): Uint32Array {
    const start = new Uint32Array(termCount + 1);
    for (let r = 0; r < this.records.length; r++) start[this.records.at(r, 0) + 1]!++;
    for (let t = 0; t < termCount; t++) start[t + 1]! += start[t]!;
    return start;
  }

  private meanLengths(): Float64Array {
    const means = new Float64Array(FIELD_COUNT * CHANNEL_COUNT);
    this.lengths.forEach((length, i) => {
      means[i % means.length]! += length / this.passages;
    });
    return means;
  }

  private impact(record: number, term: number, withTerm: number, means: Float64Array): number {
    const { k1, fields, channels } = this.settings;
    const channel = this.termChannel[term]!;
    const passage = this.records.at(record, 1);
    let weighted = 0;
    FIELDS.forEach((field, f) => {
      const frequency = this.records.at(record, 2 + f);
      if (frequency === 0) return;
      const length = this.lengths[(passage * FIELD_COUNT + f) * CHANNEL_COUNT + channel]!;
      weighted += fieldFrequency(frequency, length, means[f * CHANNEL_COUNT + channel]!, fields[field]);
    });
    return channels[CHANNELS[channel]!.name] * inverseDocumentFrequency(this.passages, withTerm) * saturate(weighted, k1);
  }
}

const FIRST_CAPACITY = 1 << 12;

/** A growing table of unsigned integers, `width` columns a row. */
class RecordBuffer {
  length = 0;
  private cells: Uint32Array;

  constructor(private readonly width: number) {
    this.cells = new Uint32Array(FIRST_CAPACITY * width);
  }

  push(...row: number[]): void {
    const at = this.length * this.width;
    if (at === this.cells.length) {
      const grown = new Uint32Array(this.cells.length * 2);
      grown.set(this.cells);
      this.cells = grown;
    }
    this.cells.set(row, at);
    this.length++;
  }

  at(row: number, column: number): number {
    return this.cells[row * this.width + column]!;
  }
}
