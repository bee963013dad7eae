import { describe, expect, it } from "vitest";
import { markGuard } from "../../../../server/chat/guards/mark.js";
import { checkedOf, withCitation } from "../../../support/checked.js";
import { MEASURES } from "../../../support/guarded-documents.js";

const checked = checkedOf([
  { document: MEASURES, eId: "art_1__item_1" },
  { document: MEASURES, eId: "art_2" },
]);

describe("the mark guard", () => {
  it("is silent where marks and citations are the same", () => {
    expect(markGuard(checked)).toEqual([]);
    expect(markGuard({ ...checked, answer: "两条都这样说。[1][2]" })).toEqual([]);
  });

  it("finds a mark that was left out, any of them", () => {
    for (const { n } of checked.citations) expect(markGuard({ ...checked, answer: checked.answer.replace(`[${n}]`, "") })).toEqual([`[${n}] 没有对应`]);
  });

  it("finds a mark that points to no citation", () => {
    expect(markGuard({ ...checked, answer: `${checked.answer}[3]` })).toEqual(["[3] 没有对应"]);
  });

  it("finds two citations of one number", () => {
    expect(markGuard(withCitation(checked, 1, { n: 1 }))).toEqual(["[2] 没有对应", "[1] 有两条引文"]);
  });

  it("takes a year in square brackets for no mark, and a bracketed number inside a quote neither", () => {
    expect(markGuard(checkedOf([{ document: MEASURES, eId: "art_3" }]))).toEqual([]);
    const quote = "见注[7]和注[12]。";
    const noted = { ...checked, answer: `${quote}[1]`, citations: [{ ...checked.citations[0]!, quote }] };
    expect(markGuard(noted)).toEqual([]);
    expect(markGuard({ ...noted, answer: `见注[7]和注[13]。[1]` })).toEqual(["[7] 没有对应", "[13] 没有对应"]);
  });
});
