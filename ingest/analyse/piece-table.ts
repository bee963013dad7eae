import { PairTable } from "../search-index/pair-table.js";

const PAIR = 0x10000;

/**
 * A map from pieces of the segmenter. Nine in ten are one or two characters long and are found by their codes: the
 * segmenter gives new strings at every call, and a Map would hash each of them.
 */
export class PieceTable<Value> {
  private readonly values: Value[] = [];
  private readonly single = new Int32Array(PAIR).fill(-1);
  private readonly pairs = new PairTable();
  private readonly longer = new Map<string, number>();

  get(piece: string): Value | undefined {
    const index = this.indexOf(piece);
    return index < 0 ? undefined : this.values[index];
  }

  set(piece: string, value: Value): void {
    const index = this.values.push(value) - 1;
    if (piece.length === 1) this.single[piece.charCodeAt(0)] = index;
    else if (piece.length === 2) this.pairs.set(codeOfPair(piece), index);
    else this.longer.set(piece, index);
  }

  private indexOf(piece: string): number {
    if (piece.length === 1) return this.single[piece.charCodeAt(0)]!;
    if (piece.length === 2) return this.pairs.get(codeOfPair(piece));
    return this.longer.get(piece) ?? -1;
  }
}

function codeOfPair(piece: string): number {
  return piece.charCodeAt(0) * PAIR + piece.charCodeAt(1);
}
