import type { QueryTerm } from "./segment-search.js";
import { PostingBits } from "./posting-bits.js";
import { eachPosting, holdersOf, SEGMENT, type Postings } from "./postings.js";

/** Lists that hold more than this share of all passages are looked up by bit, shorter ones are gone through. */
const LONG_LIST = 1 / 16;

/** Whole scores of some passages. */
export class PassageScores {
  private readonly bits = new Map<number, PostingBits>();
  /** By passage: 1 + its place among the passages asked for; 0 where it is not. */
  private readonly slots: Uint32Array;

  constructor(private readonly postings: Postings) {
    this.slots = new Uint32Array(postings.passages);
  }

  /** @returns a score a passage, 0 where it holds none of the terms */
  scores(terms: readonly QueryTerm[], passages: Uint32Array): Float64Array {
    const { slots, postings } = this;
    for (let i = 0; i < passages.length; i++) slots[passages[i]!] = i + 1;
    const sums = new Float64Array(passages.length);
    for (const term of terms) {
      if (holdersOf(postings, term.term) > postings.passages * LONG_LIST) this.addByBits(sums, passages, term);
      else this.addList(sums, term);
    }
    for (let i = 0; i < passages.length; i++) slots[passages[i]!] = 0;
    return sums;
  }

  private addList(sums: Float64Array, { term, weight }: QueryTerm): void {
    const { slots } = this;
    const { start, segments, docs, impacts } = this.postings;
    for (let s = 0; s < segments; s++) {
      const first = s * SEGMENT;
      const end = start[term * segments + s + 1]!;
      for (let at = start[term * segments + s]!; at < end; at++) {
        const slot = slots[first + docs[at]!]!;
        if (slot !== 0) sums[slot - 1]! += weight * impacts[at]!;
      }
    }
  }

  private addByBits(sums: Float64Array, passages: Uint32Array, { term, weight }: QueryTerm): void {
    const { start, segments, impacts } = this.postings;
    const from = start[term * segments]!;
    const bits = this.bitsOf(term);
    for (let i = 0; i < passages.length; i++) {
      const place = bits.placeOf(passages[i]!);
      if (place >= 0) sums[i]! += weight * impacts[from + place]!;
    }
  }

  private bitsOf(term: number): PostingBits {
    const known = this.bits.get(term);
    if (known) return known;
    const passages = new Uint32Array(holdersOf(this.postings, term));
    let i = 0;
    eachPosting(this.postings, term, (passage) => (passages[i++] = passage));
    const bits = new PostingBits(passages, this.postings.passages);
    this.bits.set(term, bits);
    return bits;
  }
}
