import { describe, expect, it } from "vitest";
import { placementGuard } from "../../../../server/chat/guards/placement.js";
import { checkedOf, withCitation } from "../../../support/checked.js";
import { MEASURES, PLAN } from "../../../support/guarded-documents.js";

const checked = checkedOf([
  { document: MEASURES, eId: "art_1__item_1" },
  { document: PLAN, eId: "art_1" },
]);

describe("the placement guard", () => {
  it("is silent where each quote stands before its mark", () => {
    expect(placementGuard(checked)).toEqual([]);
  });

  it("finds one changed character of the answer's quoted text, any of it", () => {
    for (const { quote, n } of checked.citations) {
      for (let at = 0; at < quote.length; at++) {
        const altered = `${quote.slice(0, at)}甲${quote.slice(at + 1)}`;
        const answer = checked.answer.replace(`${quote}[${n}]`, () => `${altered}[${n}]`);
        expect(placementGuard({ ...checked, answer }), altered).toEqual([`[${n}] 之前不是它的引文`]);
      }
    }
  });

  it("finds a quote that begins after the first character of what the answer quotes", () => {
    const { quote, start } = checked.citations[0]!;
    for (let by = 1; by < quote.length; by++) {
      const shorter = withCitation(checked, 0, { start: start + by, quote: quote.slice(by) });
      expect(placementGuard(shorter), quote.slice(by)).toEqual(["[1] 的引文没有包括它前面的原文"]);
    }
  });

  it("lets a citation pass that begins with a later sentence of its provision", () => {
    const { quote, start } = checked.citations[0]!;
    const by = quote.indexOf("三年内");
    const later = withCitation(checked, 0, { start: start + by, quote: quote.slice(by) });
    expect(placementGuard({ ...later, answer: later.answer.replace(quote, quote.slice(by)) })).toEqual([]);
  });

  it("finds marks that changed places", () => {
    const answer = checked.answer.replace("[1]", "[x]").replace("[2]", "[1]").replace("[x]", "[2]");
    expect(placementGuard({ ...checked, answer })).toContain("标注与引文的次序不一致");
    const swapped = withCitation(withCitation(checked, 0, { n: 2 }), 1, { n: 1 });
    expect(placementGuard(swapped)).toContain("[1] 之前不是它的引文");
  });

  it("finds two marks behind one quote, a mark that stands twice, and words after the last", () => {
    expect(placementGuard({ ...checked, answer: `${checked.answer}[1]` })).not.toEqual([]);
    expect(placementGuard({ ...checked, answer: `${checked.answer}\n${checked.citations[0]!.quote}[1]` })).toEqual(["标注与引文的次序不一致"]);
    expect(placementGuard({ ...checked, answer: `${checked.answer}以上均已施行。` })).toEqual(["最后一处标注之后还有文字"]);
  });

  it("leaves an answer in a model's own words alone", () => {
    expect(placementGuard({ ...checked, mode: "model", answer: "都要复核。[1][2]" })).toEqual([]);
  });
});
