import { BIGRAM_PREFIX, UNIGRAM_PREFIX, WORD_PREFIX, type Terms } from "../segment/tokenizer.js";
import { FIELDS, inverseDocumentFrequency, occurrenceGain, saturate, type Bm25Settings, type Field } from "./bm25.js";
import { GrowingArray } from "./growing-array.js";
import { CHANNELS, FREQUENCY_BITS, MOST_FREQUENT, PassageCounter, type CodedText, type CountedPassages } from "./passage-counter.js";
import { TermDictionary } from "./term-dictionary.js";

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

const CHANNEL_COUNT = CHANNELS.length;
/** Lengths that a passage has: by field and channel. */
const LENGTHS = FIELDS.length * CHANNEL_COUNT;
/** Passages that are counted before they go to the table together. */
const OWN_RUN = 256;
/** The first character of a term's name tells its channel, a place in CHANNELS. */
const CHANNEL_OF: Readonly<Record<string, number>> = { [UNIGRAM_PREFIX]: 0, [BIGRAM_PREFIX]: 1, [WORD_PREFIX]: 2 };

/** A dictionary's terms, by its numbers: the name, and the index's number or UNSEEN. */
interface SourceTerms {
  names: string[];
  ids: GrowingArray;
}

const UNSEEN = 0xffffffff;

/**
 * Collects passages in order and finishes to an index. Outside the JS heap it takes some 10 bytes a posting, and 8 more to
 * finish; in the heap only the terms.
 */
export class InvertedIndexBuilder {
  private readonly ids = new Map<string, number>();
  private readonly sources = new Map<string, SourceTerms>();
  private readonly runs: CountedPassages[] = [];
  /** By term: number of passages that hold it. */
  private readonly holders = new GrowingArray();
  /** Summed lengths by field and channel. */
  private readonly lengthSums = new Float64Array(LENGTHS);
  private passages = 0;
  private readonly own = { dictionary: new TermDictionary(), counter: new PassageCounter(), waiting: 0 };

  constructor(private readonly settings: Bm25Settings) {}

  /** Takes the next passage. */
  add(passage: PassageTerms): void {
    const { dictionary, counter } = this.own;
    counter.add({ heading: [code(passage.heading, dictionary)], text: [code(passage.text, dictionary)], asked: [code(passage.asked, dictionary)] });
    if (++this.own.waiting === OWN_RUN) this.addOwn();
  }

  /**
   * Takes the next passages, counted elsewhere. Terms are numbered as the passages hold them, whichever dictionary coded them first.
   * @param newTerms names of the terms that the dictionary numbered since the call before
   * @param source names the dictionary; null for one that numbers these passages and no others
   * @returns the index's number of a term, by the dictionary's
   */
  addCounted(run: CountedPassages, newTerms: readonly string[], source: string | null): (term: number) => number {
    this.addOwn();
    const { ids } = this.addRun(run, newTerms, source);
    return (term) => ids.at(term);
  }

  private addRun(run: CountedPassages, newTerms: readonly string[], source: string | null): SourceTerms {
    const known = this.termsOf(source);
    for (const name of newTerms) known.names.push(name);
    known.ids.fill(UNSEEN, newTerms.length);
    const terms = this.translated(run.terms, known);
    countHolders(terms, run.ends, this.holders.view());
    sumLengths(run.lengths, this.lengthSums);
    this.passages += run.lengths.length / LENGTHS;
    this.runs.push({ ...run, terms });
    return known;
  }

  /** The index of all passages taken; once, for it lets go of them on the way. */
  finish(): InvertedIndex {
    this.addOwn();
    const terms = [...this.ids.keys()];
    const start = startsOf(this.holders.view());
    const postings = { docs: new Uint32Array(start[terms.length]!), impacts: new Float32Array(start[terms.length]!) };
    const scorer = new ImpactScorer(this.settings, this.passages, this.lengthSums);
    const channels = Uint8Array.from(terms, (name) => CHANNEL_OF[name[0]!]!);
    const next = start.slice();
    let first = 0;
    // Runs stand in passage order, so each term's postings come out sorted by passage.
    for (const run of drained(this.runs)) {
      placePostings(run, first, channels, scorer, next, postings);
      first += run.lengths.length / LENGTHS;
    }
    const maxImpact = weighByRarity(postings.impacts, start, (t) => scorer.rarity(channels[t]!, this.holders.at(t)));
    return { passages: this.passages, terms, start, ...postings, maxImpact };
  }

  private addOwn(): void {
    const { dictionary, counter, waiting } = this.own;
    this.own.waiting = 0;
    if (waiting > 0) this.addRun(counter.take(), dictionary.takeNewNames(), "own");
  }

  private termsOf(source: string | null): SourceTerms {
    const known = source === null ? undefined : this.sources.get(source);
    if (known) return known;
    const terms = { names: [], ids: new GrowingArray() };
    if (source !== null) this.sources.set(source, terms);
    return terms;
  }

  private translated(terms: Uint32Array, { names, ids }: SourceTerms): Uint32Array<ArrayBuffer> {
    const out = new Uint32Array(terms.length);
    const numbers = ids.view();
    for (let k = 0; k < terms.length; k++) {
      const term = terms[k]!;
      if (numbers[term] === UNSEEN) numbers[term] = this.idOf(names[term]!);
      out[k] = numbers[term]!;
    }
    return out;
  }

  private idOf(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    this.ids.set(name, this.ids.size);
    this.holders.push(0);
    return this.ids.size - 1;
  }
}

function countHolders(terms: Uint32Array, ends: Uint32Array, holders: Uint32Array): void {
  let from = 0;
  for (let k = 0; k < terms.length; k++) {
    holders[terms[k]!]! += ends[k]! - from;
    from = ends[k]!;
  }
}

function sumLengths(lengths: Uint32Array, sums: Float64Array): void {
  for (let i = 0; i < lengths.length; i++) sums[i % LENGTHS]! += lengths[i]!;
}

/** Hands the runs out in order and keeps none of them. */
function* drained(runs: CountedPassages[]): Generator<CountedPassages> {
  runs.reverse();
  for (let run = runs.pop(); run; run = runs.pop()) yield run;
}

/**
 * Puts the postings of a run where their terms have them; the impacts lack what the term is worth.
 * @param first the run's first passage
 * @param next by term: where its next posting goes
 */
function placePostings(
  { terms, ends, passages, frequencies, lengths }: CountedPassages,
  first: number,
  channels: Uint8Array,
  scorer: ImpactScorer,
  next: Uint32Array,
  { docs, impacts }: Pick<InvertedIndex, "docs" | "impacts">,
): void {
  scorer.open(lengths);
  let posting = 0;
  for (let k = 0; k < terms.length; k++) {
    const term = terms[k]!;
    const channel = channels[term]!;
    let at = next[term]!;
    for (const end = ends[k]!; posting < end; posting++, at++) {
      const passage = passages[posting]!;
      docs[at] = first + passage;
      impacts[at] = scorer.saturated(passage, channel, frequencies[posting]!);
    }
    next[term] = at;
  }
}

/** Where each term's postings begin, and at the end how many there are. */
function startsOf(holders: Uint32Array): Uint32Array {
  const start = new Uint32Array(holders.length + 1);
  holders.forEach((count, t) => {
    start[t + 1] = start[t]! + count;
  });
  return start;
}

function code({ unigrams, bigrams, words }: Terms, dictionary: TermDictionary): CodedText {
  const characters = [...unigrams.map((unigram) => dictionary.unigram(unigram)), ...bigrams.map((bigram) => dictionary.bigram(bigram))];
  return { characters: Uint32Array.from(characters), unigrams: unigrams.length, words: Uint32Array.from(words, (word) => dictionary.word(word)) };
}

/** Multiplies every term's impacts with what the term is worth. @returns the largest of each term */
function weighByRarity(impacts: Float32Array, start: Uint32Array, rarityOf: (term: number) => number): Float32Array {
  const largest = new Float32Array(start.length - 1);
  for (let t = 0; t < largest.length; t++) {
    const rarity = rarityOf(t);
    let most = 0;
    for (let at = start[t]!, end = start[t + 1]!; at < end; at++) {
      const impact = impacts[at]! * rarity;
      impacts[at] = impact;
      if (impact > most) most = impact;
    }
    largest[t] = most;
  }
  return largest;
}

/** BM25F from packed frequencies, a run of passages at a time. */
class ImpactScorer {
  /** What an occurrence adds in the open run, where the lengths of the run stand. */
  private gains = new Float64Array(0);

  constructor(
    private readonly settings: Bm25Settings,
    private readonly passages: number,
    private readonly lengthSums: Float64Array,
  ) {}

  /** What a term is worth by itself: channel weight × idf. */
  rarity(channel: number, withTerm: number): number {
    return this.settings.channels[CHANNELS[channel]!] * inverseDocumentFrequency(this.passages, withTerm);
  }

  /** The passages that the next frequencies are of. */
  open(lengths: Uint32Array): void {
    if (this.gains.length < lengths.length) this.gains = new Float64Array(lengths.length);
    for (let i = 0; i < lengths.length; i++) {
      const kind = i % LENGTHS;
      const field = FIELDS[Math.floor(kind / CHANNEL_COUNT)]!;
      this.gains[i] = occurrenceGain(lengths[i]!, this.lengthSums[kind]! / this.passages, this.settings.fields[field]);
    }
  }

  saturated(passage: number, channel: number, frequencies: number): number {
    const { gains } = this;
    let weighted = 0;
    for (let at = passage * LENGTHS + channel, left = frequencies; left > 0; at += CHANNEL_COUNT, left >>>= FREQUENCY_BITS) {
      const frequency = left & MOST_FREQUENT;
      // An empty field's gain may be infinite.
      if (frequency > 0) weighted += frequency * gains[at]!;
    }
    return saturate(weighted, this.settings.k1);
  }
}
