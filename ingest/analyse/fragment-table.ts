import { GrowingArray } from "../search-index/growing-array.js";
import { PairTable, pairOf } from "../search-index/pair-table.js";

const FIRST_SLOTS = 1 << 16;
const FULL = 0.5;
const EMPTY = -1;

/** Fragments of texts by their characters: one met again keeps its number. All lies in arrays, outside the JS heap. */
export class FragmentTable {
  /** How many fragments there are; they are numbered from 0. */
  size = 0;
  /** Two in three are one or two characters long and are found by their codes. */
  private short = new PairTable();
  /** One after the other: the fragment's number, its length, its characters. */
  private readonly longer = new GrowingArray();
  /** By turns the hash of a longer fragment and where it lies. */
  private slots = new Int32Array(2 * FIRST_SLOTS).fill(EMPTY);
  private taken = 0;

  /** The number of the fragment `text[from..to]`, which has no character U+0000 or U+FFFF; one that is new gets the next. */
  numberOf(text: string, from: number, to: number): number {
    if (to - from > 2) return this.numberOfLonger(text, from, to);
    const last = text.charCodeAt(to - 1);
    const code = to - from === 1 ? last : pairOf(text.charCodeAt(from), last);
    const known = this.short.get(code);
    if (known >= 0) return known;
    this.short.set(code, this.size);
    return this.size++;
  }

  /** Forgets all. */
  clear(): void {
    this.short = new PairTable();
    this.longer.clear();
    this.slots.fill(EMPTY);
    this.taken = this.size = 0;
  }

  private numberOfLonger(text: string, from: number, to: number): number {
    const { slots, longer } = this;
    const hash = hashOf(text, from, to);
    let slot = firstSlot(hash, slots);
    for (; slots[slot + 1] !== EMPTY; slot = (slot + 2) & (slots.length - 1)) {
      const at = slots[slot + 1]!;
      if (slots[slot] === hash && this.liesAt(at, text, from, to)) return longer.at(at);
    }
    slots[slot] = hash;
    slots[slot + 1] = longer.length;
    longer.push(this.size);
    longer.push(to - from);
    for (let i = from; i < to; i++) longer.push(text.charCodeAt(i));
    if (2 * ++this.taken > slots.length * FULL) this.slots = grown(slots);
    return this.size++;
  }

  private liesAt(at: number, text: string, from: number, to: number): boolean {
    const { longer } = this;
    if (longer.at(at + 1) !== to - from) return false;
    for (let i = from, k = at + 2; i < to; i++, k++) if (longer.at(k) !== text.charCodeAt(i)) return false;
    return true;
  }
}

function firstSlot(hash: number, slots: Int32Array): number {
  return (2 * (hash ^ (hash >>> 15))) & (slots.length - 1);
}

function grown(slots: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * slots.length).fill(EMPTY);
  for (let from = 0; from < slots.length; from += 2) {
    if (slots[from + 1] === EMPTY) continue;
    let to = firstSlot(slots[from]!, more);
    while (more[to + 1] !== EMPTY) to = (to + 2) & (more.length - 1);
    more[to] = slots[from]!;
    more[to + 1] = slots[from + 1]!;
  }
  return more;
}

/** FNV-1a over code units, 32 bits with a sign. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
