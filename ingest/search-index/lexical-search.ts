import { inverseDocumentFrequency } from "./bm25.js";
import type { InvertedIndex } from "./inverted-index.js";
import { passageWords, type PassageWords } from "./passage-words.js";
import { PostingBits } from "./posting-bits.js";

/** A passage and its score in one leg. */
export interface ScoredPassage {
  passage: number;
  score: number;
}

/** A query: terms with their weights (a term that stands twice counts twice). */
export type WeightedTerms = ReadonlyMap<string, number>;

/** A term of the query in the index: its postings, its weight, and the most that it can add to a passage. */
interface QueryTerm {
  from: number;
  to: number;
  weight: number;
  bound: number;
}

/**
 * Reads an inverted index: top-k by MaxScore, a term at a time (Turtle & Flood 1995), equal to adding up every posting.
 * Rare terms are added up in full; once the terms that are left cannot lift a new passage into the top, only the passages
 * that can still reach it are looked up in the long lists.
 */
export class LexicalSearcher {
  private readonly termIds: Map<string, number>;
  private readonly sums: PassageSums;
  private readonly bits = new Map<number, PostingBits>();
  private turned: PassageWords | null = null;

  constructor(private readonly index: InvertedIndex) {
    this.termIds = new Map(index.terms.map((term, i) => [term, i]));
    this.sums = new PassageSums(index.passages);
  }

  get passages(): number {
    return this.index.passages;
  }

  /** Number of passages that hold the term. */
  documentFrequency(term: string): number {
    const id = this.termIds.get(term);
    return id === undefined ? 0 : this.index.start[id + 1]! - this.index.start[id]!;
  }

  /** A term's contribution to a passage's score; 0 where the passage does not hold it. */
  contribution(term: string, passage: number): number {
    const id = this.termIds.get(term);
    if (id === undefined) return 0;
    const at = lowerBound(this.index.docs, passage, this.index.start[id]!, this.index.start[id + 1]!);
    return at < this.index.start[id + 1]! && this.index.docs[at] === passage ? this.index.impacts[at]! : 0;
  }

  /** The whole scores of some passages. @param passages rising */
  scores(query: WeightedTerms, passages: Uint32Array): Float64Array {
    const sums = new Float64Array(passages.length);
    for (const term of this.queryTerms(query)) {
      if (term.to - term.from > this.index.passages * LONG_LIST) this.addByBits(sums, passages, term);
      else this.addByMerge(sums, passages, term);
    }
    return sums;
  }

  /** idf of a term, that of a term in no passage included. */
  rarity(term: string): number {
    return inverseDocumentFrequency(this.index.passages, this.documentFrequency(term));
  }

  /** Number of a term in the index. */
  termId(term: string): number | undefined {
    return this.termIds.get(term);
  }

  termName(id: number): string {
    return this.index.terms[id]!;
  }

  /** The words of every passage; made when first asked for. */
  get passageWords(): PassageWords {
    return (this.turned ??= passageWords(this.index));
  }

  /**
   * The `k` best passages, best first; equal scores in passage order.
   * @param accept passages that may be found; all when left out
   */
  search(query: WeightedTerms, k: number, accept?: (passage: number) => boolean): ScoredPassage[] {
    if (k < 1) return [];
    const terms = this.queryTerms(query);
    const left = suffixSums(terms);
    let next = 0;
    while (next < terms.length && !(next % SETTLE_EVERY === 0 && this.sums.settled(k, left[next]!))) this.addAll(terms[next++]!, accept);
    let candidates = this.sums.reaching(k, left[next] ?? 0).sort();
    for (let passed = 1; next < terms.length; next++, passed++) {
      this.addTo(candidates, terms[next]!);
      if (passed % SETTLE_EVERY === 0) candidates = this.sums.reaching(k, left[next + 1]!, candidates);
    }
    const found = this.sums.top(k, candidates);
    this.sums.clear();
    return found;
  }

  /** The query's terms that the index knows, the one that can add most first. */
  private queryTerms(query: WeightedTerms): QueryTerm[] {
    const { start, maxImpact } = this.index;
    const terms: QueryTerm[] = [];
    for (const [term, weight] of query) {
      const id = this.termIds.get(term);
      if (id !== undefined) terms.push({ from: start[id]!, to: start[id + 1]!, weight, bound: weight * maxImpact[id]! });
    }
    return terms.sort((a, b) => b.bound - a.bound);
  }

  private addAll({ from, to, weight }: QueryTerm, accept?: (passage: number) => boolean): void {
    this.sums.addList(this.index.docs.subarray(from, to), this.index.impacts.subarray(from, to), weight, accept);
  }

  private addByMerge(sums: Float64Array, passages: Uint32Array, { from, to, weight }: QueryTerm): void {
    const { docs, impacts } = this.index;
    let at = from;
    for (let i = 0; i < passages.length; i++) {
      at = gallop(docs, passages[i]!, at, to);
      if (at === to) return;
      if (docs[at] === passages[i]) sums[i]! += weight * impacts[at]!;
    }
  }

  private addByBits(sums: Float64Array, passages: Uint32Array, { from, to, weight }: QueryTerm): void {
    let bits = this.bits.get(from);
    if (!bits) this.bits.set(from, (bits = new PostingBits(this.index.docs.subarray(from, to), this.index.passages)));
    for (let i = 0; i < passages.length; i++) {
      const place = bits.placeOf(passages[i]!);
      if (place >= 0) sums[i]! += weight * this.index.impacts[from + place]!;
    }
  }

  /** Adds a term's part to the candidates that hold it; they rise, so each search goes on from the last. */
  private addTo(candidates: Uint32Array, { from, to, weight }: QueryTerm): void {
    const { docs, impacts } = this.index;
    let at = from;
    for (const passage of candidates) {
      at = gallop(docs, passage, at, to);
      if (at === to) return;
      if (docs[at] === passage) this.sums.add(passage, weight * impacts[at]!);
    }
  }
}

/** Lists that hold more than this share of all passages are looked up by bit. */
const LONG_LIST = 1 / 16;

/** Slack for sums of floating-point numbers added in another order. */
const ROUNDING = 1 + 1e-9;

/** At i, the most that terms i and after can add together. */
function suffixSums(terms: readonly QueryTerm[]): Float64Array {
  const sums = new Float64Array(terms.length + 1);
  for (let i = terms.length - 1; i >= 0; i--) sums[i] = (sums[i + 1]! + terms[i]!.bound) * ROUNDING;
  return sums;
}

/** Finding the threshold costs about as much as a list: it is asked for after every so many terms. */
const SETTLE_EVERY = 6;

const UNSEEN = 0;
const SEEN = 1;
const REJECTED = 2;

/** Scores of passages while they are added up; kept between searches, so that a search allocates little. */
class PassageSums {
  private readonly scores: Float64Array;
  private readonly states: Uint8Array;
  private readonly seen: number[] = [];
  private readonly rejected: number[] = [];
  private best = 0;

  constructor(passages: number) {
    this.scores = new Float64Array(passages);
    this.states = new Uint8Array(passages);
  }

  /** Adds a part to a passage that was met before. */
  add(passage: number, part: number): void {
    this.scores[passage]! += part;
  }

  /** Adds a term's postings. The loop that a search spends its time in. */
  addList(docs: Uint32Array, impacts: Float32Array, weight: number, accept?: (passage: number) => boolean): void {
    const { scores, states } = this;
    let best = this.best;
    for (let i = 0; i < docs.length; i++) {
      const passage = docs[i]!;
      if (states[passage] !== SEEN) {
        if (states[passage] === REJECTED) continue;
        this.meet(passage, accept);
        if (states[passage] === REJECTED) continue;
      }
      const score = scores[passage]! + weight * impacts[i]!;
      scores[passage] = score;
      if (score > best) best = score;
    }
    this.best = best;
  }

  /** True when no passage that was not met yet can enter the top k with what is left. */
  settled(k: number, left: number): boolean {
    return this.seen.length >= k && left < this.best && left < this.threshold(k, this.seen);
  }

  /** The passages that can still be among the k best when `left` is the most that can be added; their order is kept. */
  reaching(k: number, left: number, among: ArrayLike<number> = this.seen): Uint32Array {
    const least = among.length > k ? this.threshold(k, among) / ROUNDING - left : 0;
    const reaching = new Uint32Array(among.length);
    let count = 0;
    for (let i = 0; i < among.length; i++) {
      const passage = among[i]!;
      if (this.scores[passage]! >= least) reaching[count++] = passage;
    }
    return reaching.subarray(0, count);
  }

  top(k: number, passages: Uint32Array): ScoredPassage[] {
    const top = new TopPassages(k);
    for (const passage of passages) top.offer(passage, this.scores[passage]!);
    return top.sorted();
  }

  clear(): void {
    for (const passage of this.seen) {
      this.scores[passage] = 0;
      this.states[passage] = UNSEEN;
    }
    for (const passage of this.rejected) this.states[passage] = UNSEEN;
    this.seen.length = 0;
    this.rejected.length = 0;
    this.best = 0;
  }

  private meet(passage: number, accept?: (passage: number) => boolean): void {
    const accepted = accept === undefined || accept(passage);
    this.states[passage] = accepted ? SEEN : REJECTED;
    (accepted ? this.seen : this.rejected).push(passage);
  }

  /** The k-th highest of the scores. */
  private threshold(k: number, passages: ArrayLike<number>): number {
    const scores = new Float64Array(passages.length);
    for (let i = 0; i < passages.length; i++) scores[i] = this.scores[passages[i]!]!;
    return kthLargest(scores, k);
  }
}

/** The k-th largest number, by partition (Hoare's quickselect); reorders the array. */
function kthLargest(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  const wanted = k - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! > pivot) i++;
      while (values[j]! < pivot) j--;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return values[wanted]!;
}

/** First position in `docs[from..to)` that is not below `passage`. */
function lowerBound(docs: Uint32Array, passage: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (docs[middle]! < passage) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same, from a place near by: steps that double, then halves. */
function gallop(docs: Uint32Array, passage: number, from: number, to: number): number {
  let step = 1;
  let low = from;
  while (low + step < to && docs[low + step]! < passage) {
    low += step;
    step *= 2;
  }
  return lowerBound(docs, passage, low, Math.min(to, low + step + 1));
}

/** The k best so far, as a heap whose root is the worst of them. */
class TopPassages {
  private readonly heap: ScoredPassage[] = [];

  constructor(private readonly k: number) {}

  offer(passage: number, score: number): void {
    if (this.heap.length < this.k) {
      this.heap.push({ passage, score });
      this.rise(this.heap.length - 1);
    } else if (score > this.heap[0]!.score) {
      this.heap[0] = { passage, score };
      this.sink(0);
    }
  }

  sorted(): ScoredPassage[] {
    return this.heap.sort((a, b) => b.score - a.score || a.passage - b.passage);
  }

  private rise(from: number): void {
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!worse(this.heap[i]!, this.heap[parent]!)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private sink(from: number): void {
    let i = from;
    for (;;) {
      const left = 2 * i + 1;
      let worst = i;
      if (left < this.heap.length && worse(this.heap[left]!, this.heap[worst]!)) worst = left;
      if (left + 1 < this.heap.length && worse(this.heap[left + 1]!, this.heap[worst]!)) worst = left + 1;
      if (worst === i) return;
      this.swap(i, worst);
      i = worst;
    }
  }

  private swap(a: number, b: number): void {
    const entry = this.heap[a]!;
    this.heap[a] = this.heap[b]!;
    this.heap[b] = entry;
  }
}

function worse(a: ScoredPassage, b: ScoredPassage): boolean {
  return a.score < b.score || (a.score === b.score && a.passage > b.passage);
}
