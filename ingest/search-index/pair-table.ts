const FIRST_CAPACITY = 1 << 12;
const FULL = 0.6;
const EMPTY = -1;

/** Two code units as a key: a signed number of 32 bits, which V8 neither boxes nor turns into a fraction. */
export function pairOf(first: number, second: number): number {
  return (first << 16) | second;
}

/** A hash table from 32-bit keys, signed or not, to ids, by linear probing in a typed array. */
export class PairTable {
  /** Key and id by turns, so that both lie in one cache line. */
  entries: Int32Array;
  private size = 0;

  /** @param entries of a finished table: it is looked up in and not added to */
  constructor(entries: Int32Array = new Int32Array(2 * FIRST_CAPACITY).fill(EMPTY)) {
    this.entries = entries;
  }

  /** The id of a key, or -1. */
  get(key: number): number {
    const at = this.slot(key | 0);
    return this.entries[at] === EMPTY ? -1 : this.entries[at + 1]!;
  }

  set(key: number, id: number): void {
    if (2 * this.size >= this.entries.length * FULL) this.grow();
    const at = this.slot(key | 0);
    if (this.entries[at] === EMPTY) this.size++;
    this.entries[at] = key;
    this.entries[at + 1] = id;
  }

  /** Where the key stands or would stand. The key of two U+FFFF marks an empty slot and cannot be stored. */
  private slot(key: number): number {
    const { entries } = this;
    const mask = entries.length - 1;
    let at = (Math.imul(key, 0x9e3779b1) >>> 7) & mask & ~1;
    while (entries[at] !== key && entries[at] !== EMPTY) at = (at + 2) & mask;
    return at;
  }

  private grow(): void {
    const { entries } = this;
    this.entries = new Int32Array(entries.length * 2).fill(EMPTY);
    this.size = 0;
    for (let at = 0; at < entries.length; at += 2) if (entries[at] !== EMPTY) this.set(entries[at]!, entries[at + 1]!);
  }
}
