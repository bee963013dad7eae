import fc from "fast-check";
import { expect, it } from "vitest";
import { PostingBits } from "../../../ingest/search-index/posting-bits.js";

it("knows the place of every passage of a list, and that the others are not in it", () => {
  const lists = fc.record({ passages: fc.integer({ min: 1, max: 300 }) }).chain(({ passages }) =>
    fc.record({ passages: fc.constant(passages), docs: fc.uniqueArray(fc.integer({ min: 0, max: passages - 1 })).map((list) => list.sort((a, b) => a - b)) }),
  );
  fc.assert(
    fc.property(lists, ({ passages, docs }) => {
      const bits = new PostingBits(Uint32Array.from(docs), passages);
      for (let passage = 0; passage < passages; passage++) expect(bits.placeOf(passage)).toBe(docs.indexOf(passage));
    }),
  );
});
