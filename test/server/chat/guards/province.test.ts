import { describe, expect, it } from "vitest";
import { provinceGuard } from "../../../../server/chat/guards/province.js";
import { checkedOf } from "../../../support/checked.js";
import { ESSAY, MEASURES, NATIONAL, PLAN } from "../../../support/guarded-documents.js";

const quoting = (...documents: (typeof MEASURES)[]): ReturnType<typeof checkedOf> => checkedOf(documents.map((document) => ({ document, eId: "art_1" })));
const asked = (regions: string[], documentIds: string[] = []): { understanding: { regions: string[]; documentIds: string[] } } => ({ understanding: { regions, documentIds } });

describe("the province guard", () => {
  it("lets a province's own and national documents pass", () => {
    expect(provinceGuard({ ...quoting(MEASURES, NATIONAL), ...asked(["贵州"]) })).toEqual([]);
  });

  it("finds another province's document, once however often it is cited", () => {
    const checked = quoting(MEASURES, PLAN, PLAN);
    expect(provinceGuard({ ...checked, ...asked(["贵州"]) })).toEqual(["问的是贵州，引用了江苏 other-plan"]);
    expect(provinceGuard({ ...checked, ...asked(["江苏"]) })).toEqual(["问的是江苏，引用了贵州 trial-measures"]);
  });

  it("finds a text of no named place that is not a national one", () => {
    expect(provinceGuard({ ...quoting(MEASURES, ESSAY), ...asked(["贵州"]) })).toEqual(["问的是贵州，引用了没有地区的文件 essay"]);
  });

  it("lets it pass where both are compared, where the document is named, and where no province is asked for", () => {
    expect(provinceGuard({ ...quoting(MEASURES, PLAN), ...asked(["贵州", "江苏"]) })).toEqual([]);
    expect(provinceGuard({ ...quoting(PLAN, ESSAY), ...asked(["贵州"], ["other-plan", "essay"]) })).toEqual([]);
    expect(provinceGuard({ ...quoting(MEASURES, PLAN, ESSAY), ...asked([]) })).toEqual([]);
  });
});
