import { GrowingArray } from "../search-index/growing-array.js";

const FIRST_SLOTS = 1 << 16;
const FULL = 0.5;
const EMPTY = 0xffffffff;

/** Fragments of texts by their characters: one met again keeps its number. All lies in arrays, outside the JS heap. */
export class FragmentTable {
  private readonly characters = new GrowingArray();
  /** By fragment: where its characters end, and their hash. */
  private readonly ends = new GrowingArray();
  private readonly hashes = new GrowingArray();
  private slots = new Uint32Array(FIRST_SLOTS).fill(EMPTY);

  /** How many fragments there are; they are numbered from 0. */
  get size(): number {
    return this.ends.length;
  }

  /** The number of the fragment `text[from..to]`; one that is new gets the next. */
  numberOf(text: string, from: number, to: number): number {
    const hash = hashOf(text, from, to);
    let slot = this.slotOf(hash);
    for (; this.slots[slot] !== EMPTY; slot = (slot + 1) & (this.slots.length - 1)) {
      const fragment = this.slots[slot]!;
      if (this.hashes.at(fragment) === hash && this.isAt(fragment, text, from, to)) return fragment;
    }
    const fragment = this.size;
    for (let i = from; i < to; i++) this.characters.push(text.charCodeAt(i));
    this.ends.push(this.characters.length);
    this.hashes.push(hash);
    this.slots[slot] = fragment;
    if (this.size > this.slots.length * FULL) this.grow();
    return fragment;
  }

  /** Forgets all. */
  clear(): void {
    for (const array of [this.characters, this.ends, this.hashes]) array.clear();
    this.slots.fill(EMPTY);
  }

  private isAt(fragment: number, text: string, from: number, to: number): boolean {
    const start = fragment === 0 ? 0 : this.ends.at(fragment - 1);
    if (this.ends.at(fragment) - start !== to - from) return false;
    for (let i = from; i < to; i++) if (this.characters.at(start + i - from) !== text.charCodeAt(i)) return false;
    return true;
  }

  private slotOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.slots.length - 1);
  }

  private grow(): void {
    this.slots = new Uint32Array(this.slots.length * 2).fill(EMPTY);
    for (let fragment = 0; fragment < this.size; fragment++) {
      let slot = this.slotOf(this.hashes.at(fragment));
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = fragment;
    }
  }
}

/** FNV-1a over code units, 32 bits. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
