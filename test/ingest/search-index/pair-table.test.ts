import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PairTable } from "../../../ingest/search-index/pair-table.js";

/** Keys of two code units, many of them sharing one. */
const key = fc.tuple(fc.integer({ min: 0, max: 0xfffe }), fc.constantFrom(0, 1, 0x4e00, 0x96c6, 0xffff)).map(([first, second]) => first * 0x10000 + second);

describe("PairTable", () => {
  it("holds what a Map holds", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 200 }), fc.array(key, { maxLength: 20 }), (entries, others) => {
        const table = new PairTable();
        const map = new Map(entries);
        for (const [pair, id] of entries) table.set(pair, id);
        for (const pair of [...map.keys(), ...others]) expect(table.get(pair)).toBe(map.get(pair) ?? -1);
      }),
    );
  });

  it("keeps every key when it grows", () => {
    const table = new PairTable();
    const count = 150_000;
    const keyOf = (i: number): number => (0x4e00 + (i % 20_000)) * 0x10000 + 0x4e00 + Math.floor(i / 20_000);
    for (let i = 0; i < count; i++) table.set(keyOf(i), i);
    expect(Array.from({ length: count }, (_, i) => i).filter((i) => table.get(keyOf(i)) !== i)).toEqual([]);
    expect(table.get(keyOf(count))).toBe(-1);
  });
});
