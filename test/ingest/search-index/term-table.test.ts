import fc from "fast-check";
import { expect, it } from "vitest";
import { TermTable } from "../../../ingest/search-index/term-table.js";

/** Names as the index has them, halves of surrogate pairs and empty ones included. */
const name = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 6 });
const names = fc.uniqueArray(fc.oneof(name, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 5 })), { maxLength: 200 });

it("numbers names in their order, gives them back, and knows no others", () => {
  fc.assert(
    fc.property(names, name, (list, other) => {
      const table = TermTable.of(list);
      expect(table.size).toBe(list.length);
      list.forEach((one, id) => {
        expect(table.idOf(one)).toBe(id);
        expect(table.nameOf(id)).toBe(one);
        if (one !== "") expect(table.beginsWith(id, one[0]!)).toBe(true);
      });
      expect(table.idOf(other)).toBe(list.indexOf(other));
    }),
  );
});

it("reads the same from its arrays alone", () => {
  const { codes, start, slots } = TermTable.of(["1集", "2集群", "w集群", "1\ud842"]).arrays;
  const read = new TermTable({ codes: codes.slice(), start: start.slice(), slots: slots.slice() });
  expect(["1集", "2集群", "w集群", "1\ud842", "1\udfb7"].map((one) => read.idOf(one))).toEqual([0, 1, 2, 3, -1]);
});
