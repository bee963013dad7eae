import { describe, expect, it } from "vitest";
import { headingOf } from "../../../ingest/structure/headings.js";
import type { Family } from "../../../ingest/structure/families.js";

describe("headingOf", () => {
  it("takes an unpunctuated line after a number for a heading whole", () => {
    expect(headingOf("总 则", "chapter")).toEqual({ text: "总 则", whole: true });
    expect(headingOf("指导思想", "bracket")).toEqual({ text: "指导思想", whole: true });
    expect(headingOf("产业规模不断壮大，产业基础日益增强", "point")).toEqual({ text: "产业规模不断壮大，产业基础日益增强", whole: true });
  });

  it("takes the lead sentence for a heading where text follows it", () => {
    expect(headingOf("加强组织领导。省厅统筹推进。", "bracket")).toEqual({ text: "加强组织领导", whole: false });
    expect(headingOf("加快企业培育，促进强链。聚焦产业链。", "bracket")).toEqual({ text: "加快企业培育，促进强链", whole: false });
    expect(headingOf("电子元器件。依托骨干企业。", "dash")).toEqual({ text: "电子元器件", whole: false });
  });

  it("takes an article's lead only where it is one short phrase", () => {
    expect(headingOf("初审推荐。市州负责初审。", "article")).toEqual({ text: "初审推荐", whole: false });
    expect(headingOf("集群实行动态管理，三年复核。不合格的撤销称号。", "article")).toBeNull();
    expect(headingOf("省先进制造业集群竞赛遵循自愿原则。可联合申报。", "article")).toBeNull();
  });

  it("takes a plain paragraph's lead only where it is short and holds no digit", () => {
    expect(headingOf("市场主导，政府引导。充分发挥市场作用。", "paragraph")).toEqual({ text: "市场主导，政府引导", whole: false });
    expect(headingOf("到2025年规模翻番。集群壮大。", "paragraph")).toBeNull();
    expect(headingOf("这一句太长了以至于它不会是后面文字的小标题。集群壮大。", "paragraph")).toBeNull();
  });

  it("sees no heading in a single sentence, a list lead, or a lead with other marks", () => {
    expect(headingOf("本办法自公布之日起实施。", "article")).toBeNull();
    expect(headingOf("应同时满足以下条件：", "bracket")).toBeNull();
    expect(headingOf("甲；乙。丙。", "bracket")).toBeNull();
    expect(headingOf("", "bracket")).toBeNull();
    expect(headingOf("。甲", "bracket")).toBeNull();
  });

  it.each<[Family | "paragraph", number]>([
    ["article", 10], ["sec", 45], ["bracket", 45], ["point", 45], ["subpoint", 45], ["circle", 45], ["dash", 45], ["paragraph", 16],
  ])("takes the lead sentence of a %s up to %i characters and no longer", (family, limit) => {
    expect(headingOf(`${"长".repeat(limit)}。正文。`, family)).toEqual({ text: "长".repeat(limit), whole: false });
    expect(headingOf(`${"长".repeat(limit + 1)}。正文。`, family)).toBeNull();
  });
});
