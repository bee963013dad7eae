import { describe, expect, it } from "vitest";
import { structured } from "../../support/structured.js";

describe("addressTree", () => {
  it.each<[string, string, string, string[]]>([
    ["an article", "art_12", "第十二条", ["第三章 甲", "第十二条 乙。"]],
    ["an inserted article", "art_3_1", "第三条之一", ["第三条 甲。", "第三条之一 乙。"]],
    ["an item", "art_6__item_3", "第六条第（三）项", ["第六条 条件：", "（三）甲。"]],
    ["a chapter in a part", "part_1__chp_2", "第一编第二章", ["第一编 甲", "第二章 乙"]],
    ["a section", "chp_2__sect_1", "第二章第一节", ["第二章 甲", "第一节 乙"]],
    ["a heading of an opinion", "sec_11", "十一", ["十一、甲"]],
    ["a subsection", "sec_2__subsec_1", "二（一）", ["二、甲", "（一）乙。丙。"]],
    ["a point", "sec_2__subsec_1__point_3", "二（一）3", ["二、甲", "（一）乙", "3、丙。丁。"]],
    ["a subpoint", "sec_2__point_1__subpoint_2", "二1（2）", ["二、甲", "1、乙", "（2）丙。"]],
    ["a circled number", "point_1__circle_20", "1⑳", ["1、甲", "⑳乙。"]],
    ["a dash with a lead", "subsec_1__dash_1", "（一）“电子元器件”", ["（一）甲", "——电子元器件。依托企业。"]],
    ["a dash without a lead", "subsec_1__dash_1", "（一）“——第1项”", ["（一）甲", "——依托企业。"]],
    ["a paragraph of an opinion", "sec_1__para_2", "一第2段", ["一、甲", "乙。", "丙。"]],
  ])("addresses and labels %s as %s, %s", (_what, eId, label, lines) => {
    expect(structured(...lines).at(eId).label).toBe(label);
  });

  it("counts articles through the document: their address leaves the chapter out", () => {
    expect(structured("第一章 甲", "第一条 乙。", "第二章 丙", "第二条 丁。").eIds).toEqual(["chp_1", "chp_1__heading", "art_1", "chp_2", "chp_2__heading", "art_2"]);
  });

  it("tells a number that is printed twice apart, and what stands below it", () => {
    const { contentOf } = structured("第三条 甲：", "（一）乙。", "第三条 丙：", "（一）丁。", "1、戊", "1、己");
    expect(contentOf("art_3__item_1")).toBe("（一）乙。");
    expect(contentOf("art_3-2__item_1__point_1")).toBe("1、戊");
    expect(contentOf("art_3-2__item_1__point_1-2")).toBe("1、己");
  });

  it("tells a repeated 第三条 from 第三条之二", () => {
    const { contentOf } = structured("第三条 甲。", "第三条 乙。", "第三条之二 丙。");
    expect(contentOf("art_3-2")).toBe("第三条 乙。");
    expect(contentOf("art_3_2")).toBe("第三条之二 丙。");
  });

  it.each(["第零条 甲", "第12345条 甲", "第〇章 甲", "（零）甲", "二〇二五二〇、甲", "第三条之零 甲"])("reads a line that begins with %s without failing", (line) => {
    expect(structured("第一条 乙。", line).text).toContain("甲");
  });
});
