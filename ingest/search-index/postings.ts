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
  const places = Uint16Array.from(docs);
  if (segments === 1) return { passages, segments, start, docs: places, impacts, maxImpact };
  const starts = new Uint32Array(maxImpact.length * segments + 1);
  for (let t = 0; t < maxImpact.length; t++) {
    for (let at = start[t]!; at < start[t + 1]!; at++) starts[t * segments + (docs[at]! >>> SEGMENT_BITS) + 1]!++;
  }
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  return { passages, segments, start: starts, docs: places, impacts, maxImpact };
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
