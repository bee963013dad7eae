import { describe, expect, it } from "vitest";
import { structured } from "../../support/structured.js";

const SEVENTH = "第七条 集群认定坚持自愿原则。具体以通知为准。";
const NINTH = "第九条 初审推荐。市州负责初审。";

/** eIds of numbered provisions whose number the source does not print. */
function inferred(...lines: string[]): string[] {
  return structured(...lines)
    .provisions.filter((entry) => entry.inferred && entry.kind !== "heading" && entry.kind !== "intro")
    .map((entry) => entry.eId);
}

describe("inferMissingNumbers", () => {
  it("gives a missing article its number where one paragraph is built as its next neighbour is", () => {
    const { at, contentOf } = structured(SEVENTH, "提出申请。促进组织提交申报材料。", NINTH);
    expect(at("art_8")).toMatchObject({ kind: "article", ordinal: 8, inferred: true, heading: "提出申请", label: "第八条" });
    expect(contentOf("art_8")).toBe("提出申请。促进组织提交申报材料。");
    expect(at("art_7").inferred).toBe(false);
    expect(at("art_9").inferred).toBe(false);
  });

  it("infers no article where two paragraphs fit", () => {
    expect(inferred(SEVENTH, "提出申请。促进组织提交材料。", "资格审查。省厅审查材料。", NINTH)).toEqual([]);
  });

  it("infers no article where no paragraph fits", () => {
    expect(inferred(SEVENTH, "促进组织提交申报材料。", NINTH)).toEqual([]);
    expect(inferred(SEVENTH, NINTH)).toEqual([]);
  });

  it("infers no article where the next one has no lead to compare with", () => {
    expect(inferred(SEVENTH, "提出申请。促进组织提交材料。", "第九条 市州负责初审。")).toEqual([]);
  });

  it("infers no article where none is missing, or more than one", () => {
    expect(inferred(SEVENTH, "提出申请。促进组织提交材料。", "第八条 初审推荐。市州负责。")).toEqual([]);
    expect(inferred(SEVENTH, "提出申请。促进组织提交材料。", "第十条 初审推荐。市州负责。")).toEqual([]);
  });

  it("passes over the numbered lines between the two articles", () => {
    expect(inferred(SEVENTH, "（一）甲。", "提出申请。促进组织提交材料。", "（一）乙。", NINTH)).toEqual(["art_8"]);
  });

  it("gives the first heading 一、 where the first printed one is 二、 and a（一）follows it at once", () => {
    const { at, contentOf, eIds } = structured("指导意见", "总体要求", "（一）指导思想", "甲。", "二、重点任务", "（一）乙");
    expect(at("sec_1")).toMatchObject({ kind: "sec", ordinal: 1, inferred: true, heading: "总体要求", label: "一" });
    expect(contentOf("sec_1__heading")).toBe("总体要求");
    expect(eIds).toContain("sec_1__subsec_1__para_1");
    expect(at("title").label).toBe("标题");
  });

  it("infers no 一、 where two lines fit", () => {
    expect(inferred("指导意见", "总体要求", "（一）甲", "基本原则", "（一）乙", "二、重点任务")).toEqual([]);
  });

  it("infers no 一、 where no line fits", () => {
    expect(inferred("指导意见", "总体要求", "二、重点任务")).toEqual([]);
    expect(inferred("指导意见", "总体要求：", "（一）甲", "二、重点任务")).toEqual([]);
    expect(inferred("指导意见", "为加快培育集群制定本意见并提出总体要求与目标如下", "（一）甲", "二、重点任务")).toEqual([]);
    expect(inferred("指导意见", "总体要求", "（二）甲", "二、重点任务")).toEqual([]);
  });

  it("infers no 一、 where it is printed, or where the document begins at 三、 or has articles before", () => {
    expect(inferred("总体要求", "（一）甲", "一、甲", "二、乙")).toEqual([]);
    expect(inferred("总体要求", "（一）甲", "三、乙")).toEqual([]);
    expect(inferred("第一条 甲", "总体要求", "（一）甲", "二、乙")).toEqual([]);
  });
});
