import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FragmentTable } from "../../../ingest/analyse/fragment-table.js";

/** Few characters, so that fragments repeat and share beginnings. */
const fragment = fc.array(fc.constantFrom("集", "群", "a", "𠮷"), { minLength: 1, maxLength: 6 }).map((characters) => characters.join(""));

describe("FragmentTable", () => {
  it("numbers fragments as a Map does, in order of first sight, wherever in a text they stand", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fragment, fc.nat({ max: 3 })), { maxLength: 60 }), (fragments) => {
        const table = new FragmentTable();
        const numbers = new Map<string, number>();
        for (const [text, before] of fragments) {
          if (!numbers.has(text)) numbers.set(text, numbers.size);
          expect(table.numberOf("，".repeat(before) + text + "。", before, before + text.length)).toBe(numbers.get(text));
        }
        expect(table.size).toBe(numbers.size);
      }),
    );
  });

  it("keeps every number when it grows, and begins anew when it is cleared", () => {
    const table = new FragmentTable();
    const fragments = Array.from({ length: 100_000 }, (_, i) => `第${i}号`);
    const numberAll = (): number[] => fragments.map((text) => table.numberOf(text, 0, text.length));
    const numbers = numberAll();
    expect(numbers).toEqual(fragments.map((_, i) => i));
    expect(numberAll()).toEqual(numbers);
    table.clear();
    expect(table.size).toBe(0);
    expect(table.numberOf("第7号", 0, 3)).toBe(0);
  });
});
