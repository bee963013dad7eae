const FIRST_CAPACITY = 1 << 16;
const FULL = 0.6;
const EMPTY = 0xffffffff;

/** A hash table from unsigned 32-bit keys to ids, by linear probing in typed arrays: a Map boxes keys above 2³¹. */
export class PairTable {
  private keys = new Uint32Array(FIRST_CAPACITY).fill(EMPTY);
  private ids = new Int32Array(FIRST_CAPACITY);
  private size = 0;

  /** The id of a key, or -1. */
  get(key: number): number {
    const at = this.slot(key);
    return this.keys[at] === key ? this.ids[at]! : -1;
  }

  set(key: number, id: number): void {
    if (this.size >= this.keys.length * FULL) this.grow();
    const at = this.slot(key);
    if (this.keys[at] !== key) this.size++;
    this.keys[at] = key;
    this.ids[at] = id;
  }

  /** Where the key stands or would stand. The key 0xffffffff (two U+FFFF) marks an empty slot and cannot be stored. */
  private slot(key: number): number {
    const mask = this.keys.length - 1;
    let at = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
    while (this.keys[at] !== key && this.keys[at] !== EMPTY) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { keys, ids } = this;
    this.keys = new Uint32Array(keys.length * 2).fill(EMPTY);
    this.ids = new Int32Array(keys.length * 2);
    this.size = 0;
    keys.forEach((key, i) => {
      if (key !== EMPTY) this.set(key, ids[i]!);
    });
  }
}
