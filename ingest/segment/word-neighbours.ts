import { PairTable, pairOf } from "../search-index/pair-table.js";

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/**
 * Which characters stand side by side in some word of a dictionary. Where two of a text do not, no word reaches across: the
 * parts on both sides are cut alike wherever they stand.
 */
export class WordNeighbours {
  private readonly pairs: PairTable;

  /** @param shared what `share` gave */
  constructor(shared?: Int32Array) {
    this.pairs = new PairTable(shared);
  }

  add(word: string): void {
    for (let i = 1; i < word.length; i++) this.pairs.set(pairOf(word.charCodeAt(i - 1), word.charCodeAt(i)), 1);
  }

  /** A copy in memory that threads share. */
  share(): Int32Array<SharedArrayBuffer> {
    const { entries } = this.pairs;
    const shared = new Int32Array(new SharedArrayBuffer(entries.byteLength));
    shared.set(entries);
    return shared;
  }

  /** Two code units, one after the other; halves of a character always belong together. */
  mayJoin(first: number, second: number): boolean {
    return isSurrogate(first) || isSurrogate(second) || this.pairs.get(pairOf(first, second)) > 0;
  }
}

function isSurrogate(code: number): boolean {
  return code >= FIRST_SURROGATE && code <= LAST_SURROGATE;
}
