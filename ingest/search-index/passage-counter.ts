import { FIELDS, type Field } from "./bm25.js";
import { GrowingArray } from "./growing-array.js";

/** The channels of terms in the order in which lengths are kept; the first character of a term's name tells its channel. */
export const CHANNELS = ["unigram", "bigram", "word"] as const;

/** Frequencies of a term in the fields of a passage are packed into one number, ten bits each. */
export const FREQUENCY_BITS = 10;
export const MOST_FREQUENT = (1 << FREQUENCY_BITS) - 1;

/** A text as numbers of a dictionary, each term as often as it stands in the text. */
export interface CodedText {
  /** Single characters and pairs. */
  characters: Uint32Array;
  /** How many of these are single. */
  unigrams: number;
  words: Uint32Array;
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

const HEADING_SHIFT = FIELDS.indexOf("heading") * FREQUENCY_BITS;

/**
 * Counts the terms of passages and inverts them, without a map: a term's entry holds while it bears the stamp of today.
 * Neighbours share their heading, so its terms are counted once and copied for each passage.
 */
export class PassageCounter {
  /** Four numbers a term, in one cache line: a stamp and the record that it is for, the run and the term's place in it. */
  private entries = new Uint32Array(1 << 16);
  private lastStamp = 0;
  private run = 1;
  /** Terms of the run, in order of first sight: a term's place here. */
  private readonly terms = new GrowingArray();
  /** Records in passage order: the term's place, the passage, the packed frequencies. */
  private readonly places = new GrowingArray();
  private readonly passages = new GrowingArray();
  private readonly frequencies = new GrowingArray();
  private readonly lengths = new GrowingArray();
  private readonly heading = { texts: null as readonly CodedText[] | null, stamp: 0, places: new GrowingArray(), frequencies: new GrowingArray() };
  private added = 0;

  /** @param passage neighbours under one heading have the same list there, not an equal one */
  add({ heading, text, asked }: CodedPassage): void {
    if (heading !== this.heading.texts) this.open(heading);
    const base = this.places.length;
    this.places.append(this.heading.places.view());
    this.frequencies.append(this.heading.frequencies.view());
    this.passages.fill(this.added, this.heading.places.length);
    const stamp = ++this.lastStamp;
    const fields = { heading, text, asked };
    for (let f = 0; f < FIELDS.length; f++) {
      let [unigrams, bigrams, words] = [0, 0, 0];
      for (const text of fields[FIELDS[f]!]) {
        unigrams += text.unigrams;
        bigrams += text.characters.length - text.unigrams;
        words += text.words.length;
        if (FIELDS[f] === "heading") continue;
        this.count(text.characters, f * FREQUENCY_BITS, stamp, base);
        this.count(text.words, f * FREQUENCY_BITS, stamp, base);
      }
      for (const length of [unigrams, bigrams, words]) this.lengths.push(length);
    }
    this.added++;
  }

  /** Hands over what was counted since the last call. */
  take(): CountedPassages {
    const run = { ...this.invert(), terms: this.terms.take(), lengths: this.lengths.take() };
    for (const array of [this.places, this.passages, this.frequencies]) array.clear();
    this.added = 0;
    this.run++;
    this.heading.texts = null;
    return run;
  }

  /** Counts a heading by itself: its distinct terms with their frequencies. Their entries tell the place among these. */
  private open(texts: readonly CodedText[]): void {
    const { places, frequencies } = this.heading;
    const stamp = ++this.lastStamp;
    Object.assign(this.heading, { texts, stamp });
    places.clear();
    frequencies.clear();
    for (const ids of texts.flatMap(({ characters, words }) => [characters, words])) {
      const entries = this.entriesFor(ids);
      for (let i = 0; i < ids.length; i++) {
        const at = 4 * ids[i]!;
        if (entries[at] === stamp) {
          const record = entries[at + 1]!;
          if (((frequencies.at(record) >>> HEADING_SHIFT) & MOST_FREQUENT) < MOST_FREQUENT) frequencies.add(record, 1 << HEADING_SHIFT);
        } else {
          this.mark(ids[i]!, stamp, places.length);
          places.push(entries[at + 3]!);
          frequencies.push(1 << HEADING_SHIFT);
        }
      }
    }
  }

  /**
   * @param shift where the field's bits begin
   * @param base where the passage's records begin: those of its heading
   */
  private count(ids: Uint32Array, shift: number, stamp: number, base: number): void {
    const unit = 1 << shift;
    const headingStamp = this.heading.stamp;
    const [places, passages, frequencies] = [this.places.room(ids.length), this.passages.room(ids.length), this.frequencies.room(ids.length)];
    const before = this.places.length;
    const entries = this.entriesFor(ids);
    let records = before;
    for (let i = 0; i < ids.length; i++) {
      const at = 4 * ids[i]!;
      const known = entries[at]!;
      if (known === stamp || known === headingStamp) {
        const record = known === stamp ? entries[at + 1]! : base + entries[at + 1]!;
        if (((frequencies[record]! >>> shift) & MOST_FREQUENT) < MOST_FREQUENT) frequencies[record]! += unit;
      } else {
        this.mark(ids[i]!, stamp, records);
        places[records] = entries[at + 3]!;
        passages[records] = this.added;
        frequencies[records++] = unit;
      }
    }
    for (const array of [this.places, this.passages, this.frequencies]) array.grow(records - before);
  }

  /** Notes where a term's record is, and gives the term a place in the run where it has none. */
  private mark(term: number, stamp: number, record: number): void {
    const { entries } = this;
    const at = 4 * term;
    entries[at] = stamp;
    entries[at + 1] = record;
    if (entries[at + 2] === this.run) return;
    entries[at + 2] = this.run;
    entries[at + 3] = this.terms.length;
    this.terms.push(term);
  }

  /** The entries, with room for these terms. */
  private entriesFor(ids: Uint32Array): Uint32Array {
    let most = 0;
    for (let i = 0; i < ids.length; i++) if (ids[i]! > most) most = ids[i]!;
    if (4 * most >= this.entries.length) {
      const grown = new Uint32Array(Math.max(this.entries.length * 2, 4 * (most + 1)));
      grown.set(this.entries);
      this.entries = grown;
    }
    return this.entries;
  }

  /** Sorts the records by term, in the order of first sight; within a term they stay in passage order. */
  private invert(): Omit<CountedPassages, "terms" | "lengths"> {
    const [places, passages, frequencies] = [this.places.view(), this.passages.view(), this.frequencies.view()];
    const ends = new Uint32Array(this.terms.length);
    for (let i = 0; i < places.length; i++) ends[places[i]!]!++;
    startsOf(ends);
    const sorted = { passages: new Uint32Array(places.length), frequencies: new Uint32Array(places.length) };
    sortRecords(places, passages, frequencies, ends, sorted);
    return { ends, ...sorted };
  }
}

/** @param next by place: where its next record goes; ends up as where its records end */
function sortRecords(
  places: Uint32Array,
  passages: Uint32Array,
  frequencies: Uint32Array,
  next: Uint32Array,
  into: Pick<CountedPassages, "passages" | "frequencies">,
): void {
  const { passages: sortedPassages, frequencies: sortedFrequencies } = into;
  for (let i = 0; i < places.length; i++) {
    const at = next[places[i]!]!++;
    sortedPassages[at] = passages[i]!;
    sortedFrequencies[at] = frequencies[i]!;
  }
}

/** Turns the lengths of runs into where each begins, in place. */
function startsOf(lengths: Uint32Array): void {
  let start = 0;
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i]!;
    lengths[i] = start;
    start += length;
  }
}
