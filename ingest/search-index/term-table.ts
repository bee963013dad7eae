import { packedPieces, uint16View, uint32View, unpackArrays } from "./binary-file.js";

/** Slots a term, at least: free ones between them end a look-up soon. */
const SLOTS = 1.4;

/** What a term table is in a file. */
export interface TermTableArrays {
  /** UTF-16 code units of all names, one after the other: half a surrogate pair is a name as well. */
  codes: Uint16Array;
  /** Where each name begins in `codes`, and at the end how many there are. */
  start: Uint32Array;
  /** A hash table by linear probing: number of the term and 1; 0 where free. Its length is a power of two. */
  slots: Uint32Array;
}

/** Names of terms and their numbers, in typed arrays: read from a file as it is, without a string or a map entry a term. */
export class TermTable {
  constructor(readonly arrays: TermTableArrays) {}

  /** Reads a table back from its file: views, no copy. */
  static read(file: Buffer): TermTable {
    const [codes, start, slots] = unpackArrays(file);
    return new TermTable({ codes: uint16View(file, codes!), start: uint32View(file, start!), slots: uint32View(file, slots!) });
  }

  /** The file of the table, in pieces. */
  pieces(): Uint8Array[] {
    const { codes, start, slots } = this.arrays;
    return packedPieces([codes, start, slots]);
  }

  /** Numbers the names from 0 in their order; each stands once. */
  static of(names: readonly string[]): TermTable {
    const start = new Uint32Array(names.length + 1);
    names.forEach((name, i) => {
      start[i + 1] = start[i]! + name.length;
    });
    const codes = new Uint16Array(start[names.length]!);
    const slots = new Uint32Array(2 ** Math.ceil(Math.log2(SLOTS * names.length + 1)));
    const table = new TermTable({ codes, start, slots });
    names.forEach((name, id) => {
      for (let i = 0; i < name.length; i++) codes[start[id]! + i] = name.charCodeAt(i);
      slots[table.slotOf(name)] = id + 1;
    });
    return table;
  }

  get size(): number {
    return this.arrays.start.length - 1;
  }

  /** Number of the term with this name; -1 where there is none. */
  idOf(name: string): number {
    return this.arrays.slots[this.slotOf(name)]! - 1;
  }

  nameOf(id: number): string {
    const { codes, start } = this.arrays;
    return String.fromCharCode(...codes.subarray(start[id], start[id + 1]));
  }

  /** Whether the term's name begins with this character. */
  beginsWith(id: number, prefix: string): boolean {
    const { codes, start } = this.arrays;
    return codes[start[id]!] === prefix.charCodeAt(0);
  }

  /** Where the name stands, or else the free slot where it would. */
  private slotOf(name: string): number {
    const { slots } = this.arrays;
    const mask = slots.length - 1;
    let at = hashOf(name) & mask;
    while (slots[at] !== 0 && !this.isName(slots[at]! - 1, name)) at = (at + 1) & mask;
    return at;
  }

  private isName(id: number, name: string): boolean {
    const { codes, start } = this.arrays;
    const from = start[id]!;
    if (start[id + 1]! - from !== name.length) return false;
    for (let i = 0; i < name.length; i++) if (codes[from + i] !== name.charCodeAt(i)) return false;
    return true;
  }
}

/** FNV-1a over code units, its high bits folded in. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
