/**
 * A long posting list as one bit a passage, with the number of set bits before each word of 32: whether a passage holds the
 * term, and where its impact stands, in constant time. Two bits a passage; made when a list is first asked for.
 */
export class PostingBits {
  private readonly bits: Uint32Array;
  private readonly before: Uint32Array;

  /** @param docs passages of the term, rising */
  constructor(docs: Uint32Array, passages: number) {
    const words = (passages >>> 5) + 1;
    this.bits = new Uint32Array(words);
    this.before = new Uint32Array(words);
    for (let i = 0; i < docs.length; i++) this.bits[docs[i]! >>> 5]! |= 1 << (docs[i]! & 31);
    for (let i = 1; i < words; i++) this.before[i] = this.before[i - 1]! + countBits(this.bits[i - 1]!);
  }

  /** Place of the passage in the list, or -1. */
  placeOf(passage: number): number {
    const word = this.bits[passage >>> 5]!;
    const bit = 1 << (passage & 31);
    return (word & bit) === 0 ? -1 : this.before[passage >>> 5]! + countBits(word & (bit - 1));
  }
}

/** Set bits of a 32-bit word (Hacker's Delight, 5-1). */
function countBits(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
