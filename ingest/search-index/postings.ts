import type { InvertedIndex } from "./inverted-index.js";

/** Passages of a segment, so that a posting names its passage in 16 bits. */
export const SEGMENT_BITS = 16;
export const SEGMENT = 1 << SEGMENT_BITS;

/**
 * The postings of an inverted index as they are searched and stored: those of term t in segment s are
 * `docs[start[t · segments + s] .. start[t · segments + s + 1]]`, places within the segment, rising; `impacts` are their finished
 * scores; `maxImpact[t]` is the largest of the term.
 */
export interface Postings {
  passages: number;
  segments: number;
  start: Uint32Array;
  docs: Uint16Array;
  impacts: Float32Array;
  maxImpact: Float32Array;
}

/** The same postings, passages numbered within their segments. Shares the impacts. */
export function postingsOf({ passages, start, docs, impacts, maxImpact }: InvertedIndex): Postings {
  const segments = segmentsOf(passages);
  // Keeps the lower 16 bits of each.
  const places = new Uint16Array(docs);
  const starts = new Uint32Array(maxImpact.length * segments + 1);
  for (let t = 0; t < maxImpact.length; t++) {
    starts[t * segments] = start[t]!;
    for (let s = 1; s < segments; s++) starts[t * segments + s] = firstFrom(s * SEGMENT, docs, starts[t * segments + s - 1]!, start[t + 1]!);
  }
  starts[maxImpact.length * segments] = docs.length;
  return { passages, segments, start: starts, docs: places, impacts, maxImpact };
}

/** The first place between `from` and `to` whose number is at least this; `to` where there is none. Numbers rise. */
function firstFrom(least: number, numbers: Uint32Array, from: number, to: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (numbers[middle]! < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

export function segmentsOf(passages: number): number {
  return Math.max(1, Math.ceil(passages / SEGMENT));
}

/** Number of passages that hold the term. */
export function holdersOf({ start, segments }: Postings, term: number): number {
  return start[(term + 1) * segments]! - start[term * segments]!;
}

/** Calls back with each posting of a term: its passage, rising, and its place among all postings. */
export function eachPosting({ start, segments, docs }: Postings, term: number, each: (passage: number, at: number) => void): void {
  for (let s = 0; s < segments; s++) {
    const first = s * SEGMENT;
    const end = start[term * segments + s + 1]!;
    for (let at = start[term * segments + s]!; at < end; at++) each(first + docs[at]!, at);
  }
}
