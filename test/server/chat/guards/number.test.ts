import { describe, expect, it } from "vitest";
import { numberGuard } from "../../../../server/chat/guards/number.js";
import type { Checked } from "../../../../server/chat/guards/guard.js";
import { checkedOf } from "../../../support/checked.js";
import { MEASURES, PLAN } from "../../../support/guarded-documents.js";

const checked = checkedOf([
  { document: MEASURES, eId: "art_1__item_1" },
  { document: MEASURES, eId: "art_2" },
  { document: PLAN, eId: "art_1" },
]);
/** What the guard says of a stretch in other words that cites the second article only. */
const said = (text: string): string[] => numberGuard({ ...one("art_2"), mode: "model", answer: `${text}[1]` });

describe("the number guard", () => {
  it("is silent on quotes with the names of their provisions", () => {
    expect(numberGuard(checked)).toEqual([]);
  });

  it.each([
    ["每三年复核一次。", "每五年复核一次。"],
    ["公示5个工作日。", "公示5个月。"],
    ["公示五个工作日。", "公示十五个工作日。"],
    ["第二条说，每3年复核1次。", "第三条说，每3年复核1次。"],
    ["见试政发〔2024〕3号。", "见试政发〔2024〕4号。"],
  ])("lets 「%s」 pass and finds 「%s」", (right, wrong) => {
    expect(said(right)).toEqual([]);
    expect(said(wrong)).not.toEqual([]);
  });

  it("finds a figure where none is cited, and in words after the last mark", () => {
    expect(said("共12家。")).toEqual(["“12家”不在引文中"]);
    expect(numberGuard({ ...checked, answer: `${checked.answer}另有20家。` })).toEqual(["“20家”不在引文中"]);
  });

  it("asks that a figure stand in what is cited for that very sentence, not somewhere else in the answer", () => {
    const answer = "要有50亿元。[1]公示5个工作日。[2][3]";
    expect(numberGuard({ ...checked, mode: "model", answer })).toEqual([]);
    expect(numberGuard({ ...checked, mode: "model", answer: "公示5个工作日。[1]要有50亿元。[2][3]" })).toEqual(["“5个工作日”不在引文中", "“50亿元”不在引文中"]);
  });

  it("takes the marks for no figures", () => {
    expect(said("要复核。")).toEqual([]);
  });

  describe("of a lead", () => {
    const led = (lead: string, eId = "art_1__item_1"): string[] => {
      const { citations, ...rest } = one(eId);
      return numberGuard({ ...rest, citations, answer: `${lead}${citations[0]!.quote}[1]` });
    };

    it("lets the names of the provision it introduces pass", () => {
      expect(led("《试点集群管理办法》（试政发〔2024〕3号）第一条第（一）项：")).toEqual([]);
    });

    it.each(["第一条第（二）项：", "第二条第（一）项：", "第十一条第（一）项：", "《试点集群管理办法》（试政发〔2024〕5号）：", "共三项：", "12："])(
      "finds a numeral that is none of theirs: %s",
      (lead) => {
        expect(led(lead)).toHaveLength(1);
      },
    );

    it("finds a year changed in the title", () => {
      const { citations, ...rest } = checkedOf([{ document: PLAN, eId: "art_1" }]);
      const answer = `《邻省方案（2021-2026年）》：${citations[0]!.quote}[1]`;
      expect(numberGuard({ ...rest, citations, answer })).toHaveLength(1);
    });

    it("finds the number of a provision that is cited elsewhere in the answer", () => {
      const answer = checked.answer.replace("》：（一）", "》第二条：（一）");
      expect(answer).not.toBe(checked.answer);
      expect(numberGuard({ ...checked, answer })).toHaveLength(1);
    });
  });
});

function one(eId: string): Checked {
  return checkedOf([{ document: MEASURES, eId }]);
}
