import { FIELDS, type Field } from "./bm25.js";
import { GrowingArray } from "./growing-array.js";

/** The channels of terms in the order in which lengths are kept; the first character of a term's name tells its channel. */
export const CHANNELS = ["unigram", "bigram", "word"] as const;

/** Frequencies of a term in the fields of a passage are packed into one number, ten bits each. */
export const FREQUENCY_BITS = 10;
export const MOST_FREQUENT = (1 << FREQUENCY_BITS) - 1;

/** A text as numbers of a dictionary, each term as often as it stands in the text. */
export interface CodedText {
  ids: Uint32Array;
  /** How many of them each channel has, in the order of CHANNELS. */
  lengths: readonly [number, number, number];
}

/** The texts of a passage by field. */
export type CodedPassage = Record<Field, readonly CodedText[]>;

/**
 * A run of passages, counted and inverted: `postings` of `terms[k]` lie from `ends[k-1]` (0 for the first) to `ends[k]`,
 * passages rising. Plain arrays, so that a thread can hand them to another.
 */
export interface CountedPassages {
  /** Every term of the passages, once: numbers of the dictionary that coded them. */
  terms: Uint32Array<ArrayBuffer>;
  ends: Uint32Array<ArrayBuffer>;
  /** By posting: the passage, from 0 within the run. */
  passages: Uint32Array<ArrayBuffer>;
  /** By posting: how often the term stands in each field of the passage, packed. */
  frequencies: Uint32Array<ArrayBuffer>;
  /** Length of passage p's field f in channel c, at (p · fields + f) · channels + c. */
  lengths: Uint32Array<ArrayBuffer>;
}

/** Counts the terms of passages and inverts them, without a map: a term's entry holds while it bears the stamp of today. */
export class PassageCounter {
  /** Four numbers a term, in one cache line: stamp and record of the passage, stamp and place of the run. */
  private entries = new Uint32Array(1 << 16);
  private passageStamp = 0;
  private runStamp = 1;
  /** Terms of the run by place, and how many records each has. */
  private readonly terms = new GrowingArray();
  private readonly counts = new GrowingArray();
  /** Records in order of first sight: the term's place, the passage, the packed frequencies. */
  private readonly places = new GrowingArray();
  private readonly passages = new GrowingArray();
  private readonly frequencies = new GrowingArray();
  private readonly lengths = new GrowingArray();
  private added = 0;

  add(passage: CodedPassage): void {
    this.passageStamp++;
    for (let f = 0; f < FIELDS.length; f++) {
      const lengths = [0, 0, 0];
      for (const text of passage[FIELDS[f]!]) {
        this.count(text.ids, f * FREQUENCY_BITS);
        for (let c = 0; c < lengths.length; c++) lengths[c]! += text.lengths[c]!;
      }
      for (const length of lengths) this.lengths.push(length);
    }
    this.added++;
  }

  /** Hands over what was counted since the last call. */
  take(): CountedPassages {
    const inverted = this.invert();
    const run = { ...inverted, terms: this.terms.take(), lengths: this.lengths.take() };
    for (const array of [this.counts, this.places, this.passages, this.frequencies]) array.clear();
    this.added = 0;
    this.runStamp++;
    return run;
  }

  /** @param shift where the field's bits begin */
  private count(ids: Uint32Array, shift: number): void {
    const unit = 1 << shift;
    for (let i = 0; i < ids.length; i++) {
      const term = ids[i]!;
      const at = 4 * term;
      if (this.entries[at] !== this.passageStamp) {
        this.addRecord(term, unit);
      } else {
        const record = this.entries[at + 1]!;
        if (((this.frequencies.at(record) >>> shift) & MOST_FREQUENT) < MOST_FREQUENT) this.frequencies.add(record, unit);
      }
    }
  }

  private addRecord(term: number, frequencies: number): void {
    const at = 4 * term;
    if (at >= this.entries.length) this.grow(at);
    const { entries } = this;
    if (entries[at + 2] !== this.runStamp) {
      entries[at + 2] = this.runStamp;
      entries[at + 3] = this.terms.length;
      this.terms.push(term);
      this.counts.push(0);
    }
    entries[at] = this.passageStamp;
    entries[at + 1] = this.places.length;
    const place = entries[at + 3]!;
    this.counts.add(place, 1);
    this.places.push(place);
    this.passages.push(this.added);
    this.frequencies.push(frequencies);
  }

  /** Sorts the records by term, in the order of their first sight; within a term they stay in passage order. */
  private invert(): Omit<CountedPassages, "terms" | "lengths"> {
    const next = startsOf(this.counts.view());
    const [places, from] = [this.places.view(), { passages: this.passages.view(), frequencies: this.frequencies.view() }];
    const passages = new Uint32Array(places.length);
    const frequencies = new Uint32Array(places.length);
    for (let i = 0; i < places.length; i++) {
      const at = next[places[i]!]!++;
      passages[at] = from.passages[i]!;
      frequencies[at] = from.frequencies[i]!;
    }
    return { ends: next, passages, frequencies };
  }

  private grow(wanted: number): void {
    const grown = new Uint32Array(Math.max(this.entries.length * 2, wanted + 4));
    grown.set(this.entries);
    this.entries = grown;
  }
}

/** Where each run begins, from the lengths of runs. */
function startsOf(lengths: Uint32Array): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(lengths.length);
  for (let i = 1; i < lengths.length; i++) starts[i] = starts[i - 1]! + lengths[i - 1]!;
  return starts;
}
