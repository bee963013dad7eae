import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanGuard } from "../../../../server/chat/guards/span.js";
import { checkedOf, withCitation } from "../../../support/checked.js";
import { MEASURES } from "../../../support/guarded-documents.js";

const checked = checkedOf([
  { document: MEASURES, eId: "art_1__item_1" },
  { document: MEASURES, eId: "art_3" },
]);
const found = [expect.stringContaining("引文与原文不一致") as string];

describe("the span guard", () => {
  it("is silent where every quote is its slice", () => {
    expect(spanGuard(checked)).toEqual([]);
  });

  it("finds a quote in which one character was changed, wherever", () => {
    fc.assert(
      fc.property(fc.nat(1), fc.nat(10_000), fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }), (index, place, other) => {
        const { quote } = checked.citations[index]!;
        const at = place % quote.length;
        fc.pre(quote[at] !== other);
        expect(spanGuard(withCitation(checked, index, { quote: quote.slice(0, at) + other + quote.slice(at + 1) }))).toEqual(found);
      }),
    );
  });

  it("finds a span that was moved by one, or whose one end was", () => {
    const { start, end } = checked.citations[0]!;
    for (const moved of [{ start: start + 1, end: end + 1 }, { start: start - 1 }, { end: end + 1 }]) expect(spanGuard(withCitation(checked, 0, moved))).toEqual(found);
  });

  it("finds an end beyond the text and a negative start, which a slice forgives", () => {
    const { end } = checked.citations[1]!;
    expect(end).toBe(MEASURES.text.length);
    expect(spanGuard(withCitation(checked, 1, { end: end + 7 }))).toEqual(found);
    expect(spanGuard(withCitation(checked, 1, { start: checked.citations[1]!.start - MEASURES.text.length }))).toEqual(found);
  });

  it("finds a document that there is not, and an empty quote", () => {
    expect(spanGuard(withCitation(checked, 0, { documentId: "no-such" }))).toEqual(found);
    expect(spanGuard(withCitation(checked, 0, { quote: "", start: 3, end: 3 }))).toEqual(found);
  });
});
