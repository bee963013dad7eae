import type { InvertedIndex } from "./inverted-index.js";

/** A passage and its score in one leg. */
export interface ScoredPassage {
  passage: number;
  score: number;
}

/** A query: terms with their weights (a term that stands twice counts twice). */
export type WeightedTerms = ReadonlyMap<string, number>;

interface Cursor {
  at: number;
  end: number;
  weight: number;
  bound: number;
}

/** Reads an inverted index: top-k by MaxScore (Turtle & Flood 1995), equal to adding up every posting. */
export class LexicalSearcher {
  private readonly termIds: Map<string, number>;

  constructor(private readonly index: InvertedIndex) {
    this.termIds = new Map(index.terms.map((term, i) => [term, i]));
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

  /** The whole score of one passage. */
  score(query: WeightedTerms, passage: number): number {
    let sum = 0;
    for (const [term, weight] of query) sum += weight * this.contribution(term, passage);
    return sum;
  }

  /**
   * The `k` best passages, best first; equal scores in passage order.
   * @param accept passages that may be found; all when left out
   */
  search(query: WeightedTerms, k: number, accept?: (passage: number) => boolean): ScoredPassage[] {
    if (k < 1) return [];
    const cursors = this.openCursors(query);
    const top = new TopPassages(k);
    // Cursors rise by bound; `before[i]` is the most that cursors 0..i-1 can add together.
    const before = prefixSums(cursors);
    let essential = 0;
    while (essential < cursors.length) {
      const passage = this.nextPassage(cursors, essential);
      if (passage < 0) break;
      let score = this.scoreEssential(cursors, essential, passage);
      if (accept === undefined || accept(passage)) {
        score = this.scoreRest(cursors, essential, passage, score, before, top.threshold);
        if (top.offer(passage, score)) while (essential < cursors.length && before[essential + 1]! < top.threshold) essential++;
      }
    }
    return top.sorted();
  }

  private openCursors(query: WeightedTerms): Cursor[] {
    const { start, maxImpact } = this.index;
    const cursors: Cursor[] = [];
    for (const [term, weight] of query) {
      const id = this.termIds.get(term);
      if (id !== undefined) cursors.push({ at: start[id]!, end: start[id + 1]!, weight, bound: weight * maxImpact[id]! });
    }
    return cursors.sort((a, b) => a.bound - b.bound);
  }

  /** The smallest passage that any essential cursor stands on; -1 when all are at their end. */
  private nextPassage(cursors: Cursor[], essential: number): number {
    const { docs } = this.index;
    let smallest = -1;
    for (let i = essential; i < cursors.length; i++) {
      const cursor = cursors[i]!;
      if (cursor.at < cursor.end && (smallest < 0 || docs[cursor.at]! < smallest)) smallest = docs[cursor.at]!;
    }
    return smallest;
  }

  private scoreEssential(cursors: Cursor[], essential: number, passage: number): number {
    const { docs, impacts } = this.index;
    let score = 0;
    for (let i = essential; i < cursors.length; i++) {
      const cursor = cursors[i]!;
      if (cursor.at < cursor.end && docs[cursor.at] === passage) score += cursor.weight * impacts[cursor.at++]!;
    }
    return score;
  }

  /** Adds the other cursors' parts, strongest first, until the passage can no longer reach the top. */
  private scoreRest(
    cursors: Cursor[],
    essential: number,
    passage: number,
    essentialScore: number,
    before: Float64Array,
    threshold: number,
  ): number {
    const { docs, impacts } = this.index;
    let score = essentialScore;
    for (let i = essential - 1; i >= 0; i--) {
      if (score + before[i + 1]! < threshold) return score;
      const cursor = cursors[i]!;
      cursor.at = gallop(docs, passage, cursor.at, cursor.end);
      if (cursor.at < cursor.end && docs[cursor.at] === passage) score += cursor.weight * impacts[cursor.at]!;
    }
    return score;
  }
}

/** Slack for sums of floating-point numbers added in another order. */
const ROUNDING = 1 + 1e-9;

function prefixSums(cursors: Cursor[]): Float64Array {
  const sums = new Float64Array(cursors.length + 1);
  cursors.forEach((cursor, i) => {
    sums[i + 1] = (sums[i]! + cursor.bound) * ROUNDING;
  });
  return sums;
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

  /** The score that a passage must reach to enter; equal scores lose to the earlier passage. */
  get threshold(): number {
    return this.heap.length < this.k ? 0 : this.heap[0]!.score;
  }

  offer(passage: number, score: number): boolean {
    if (this.heap.length < this.k) {
      this.heap.push({ passage, score });
      this.rise(this.heap.length - 1);
      return this.heap.length === this.k;
    }
    if (this.k === 0 || score <= this.heap[0]!.score) return false;
    this.heap[0] = { passage, score };
    this.sink(0);
    return true;
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
