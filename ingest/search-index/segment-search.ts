import { SEGMENT, type Postings } from "./postings.js";
import { TopPassages, type ScoredPassage } from "./top-passages.js";

/** A term of a query: its number in the index, and its weight. */
export interface QueryTerm {
  term: number;
  weight: number;
}

/**
 * The k best passages, by adding up every posting of the query a segment at a time: the sums of a segment stay in cache.
 * Skipping what cannot matter (MaxScore) costs more than it saves: an addition takes a nanosecond or two, a guess of the
 * processor that fails takes ten (docs/performance.md).
 */
export class SegmentSearch {
  private readonly sums: Float64Array;

  constructor(private readonly postings: Postings) {
    this.sums = new Float64Array(Math.min(SEGMENT, postings.passages));
  }

  /** @param accept passages that may be found */
  search(terms: readonly QueryTerm[], k: number, accept: (passage: number) => boolean): ScoredPassage[] {
    const best = new TopPassages(k, 0);
    for (let segment = 0; segment < this.postings.segments; segment++) {
      for (const term of terms) this.addTerm(segment, term);
      this.offer(segment * SEGMENT, best, accept);
      this.sums.fill(0);
    }
    return best.sorted();
  }

  private addTerm(segment: number, { term, weight }: QueryTerm): void {
    const { start, segments, docs, impacts } = this.postings;
    const at = term * segments + segment;
    addList(this.sums, docs, impacts, start[at]!, start[at + 1]!, weight);
  }

  private offer(first: number, best: TopPassages, accept: (passage: number) => boolean): void {
    const { sums } = this;
    for (let i = nextAbove(sums, 0, best.least); i < sums.length; i = nextAbove(sums, i + 1, best.least)) {
      if (accept(first + i)) best.offer(first + i, sums[i]!);
    }
  }
}

/** Steps of the inner loops that are written out: half as long as one by one. */
const UNROLLED = 4;

/**
 * The first place from `from` whose sum is more than `least`, or the end. A passage that holds no term has the sum 0, which
 * never is: nearly every comparison fails, and is guessed right.
 */
function nextAbove(sums: Float64Array, from: number, least: number): number {
  let i = from;
  const whole = sums.length - UNROLLED;
  while (i <= whole && sums[i]! <= least && sums[i + 1]! <= least && sums[i + 2]! <= least && sums[i + 3]! <= least) i += UNROLLED;
  while (i < sums.length && sums[i]! <= least) i++;
  return i;
}

/** Adds a term's postings. The loop that a search spends its time in. */
function addList(sums: Float64Array, docs: Uint16Array, impacts: Float32Array, from: number, to: number, weight: number): void {
  let at = from;
  for (const whole = to - UNROLLED; at <= whole; at += UNROLLED) {
    sums[docs[at]!]! += weight * impacts[at]!;
    sums[docs[at + 1]!]! += weight * impacts[at + 1]!;
    sums[docs[at + 2]!]! += weight * impacts[at + 2]!;
    sums[docs[at + 3]!]! += weight * impacts[at + 3]!;
  }
  for (; at < to; at++) sums[docs[at]!]! += weight * impacts[at]!;
}
