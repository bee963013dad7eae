import { describe, expect, it } from "vitest";
import { structured } from "../../support/structured.js";

describe("buildTree", () => {
  it("nests every family under the next outer one that is open", () => {
    const { eIds } = structured("第一编 甲", "第一章 乙", "第一节 丙", "第一条 丁：", "（一）戊：", "1、己：", "（1）庚：", "①辛：", "——壬。癸。");
    expect(eIds[eIds.length - 1]).toBe("art_1__item_1__point_1__subpoint_1__circle_1__dash_1");
    expect(eIds.filter((eId) => !/(heading|intro)$/.test(eId))).toEqual([
      "part_1", "part_1__chp_1", "part_1__chp_1__sect_1", "art_1", "art_1__item_1", "art_1__item_1__point_1",
      "art_1__item_1__point_1__subpoint_1", "art_1__item_1__point_1__subpoint_1__circle_1", "art_1__item_1__point_1__subpoint_1__circle_1__dash_1",
    ]);
  });

  it("closes inner provisions when an outer number comes", () => {
    const { at, provisions } = structured("第一章 甲", "第一条 乙：", "（一）丙。", "第二条 丁。", "第二章 戊", "第三条 己。");
    const parentOf = (eId: string): string => provisions[at(eId).parent!]!.eId;
    expect(parentOf("art_2")).toBe("chp_1");
    expect(parentOf("art_3")).toBe("chp_2");
    expect(at("chp_2").parent).toBeNull();
  });

  it("calls a bracketed number 项 inside an article and a subsection elsewhere", () => {
    expect(structured("第六条 条件：", "（三）能力。").at("art_6__item_3").kind).toBe("item");
    expect(structured("二、任务", "（三）能力。").at("sec_2__subsec_3").kind).toBe("subsec");
  });

  it("gives an article's own line to an intro where only items follow", () => {
    const { contentOf, at } = structured("第六条 应满足以下条件：", "（一）甲。", "（二）乙。");
    expect(contentOf("art_6__intro")).toBe("第六条 应满足以下条件：");
    expect(at("art_6__intro").label).toBe("第六条");
    expect(at("art_6").children).toHaveLength(3);
  });

  it("counts an article's own line as its first 款 where paragraphs follow", () => {
    const { contentOf, at } = structured("第四条 甲。", "乙。", "丙。");
    expect(contentOf("art_4__para_1")).toBe("第四条 甲。");
    expect(contentOf("art_4__para_3")).toBe("丙。");
    expect(at("art_4__para_2").label).toBe("第四条第二款");
  });

  it("reads a paragraph after an article's items as the article's next 款", () => {
    const { contentOf, at } = structured("第六条 条件：", "（一）甲。", "（二）乙。", "前款所称丙。", "第七条 丁。");
    expect(contentOf("art_6__para_2")).toBe("前款所称丙。");
    expect(at("art_6__para_2").label).toBe("第六条第二款");
    expect(contentOf("art_6__item_2")).toBe("（二）乙。");
  });

  it("gives items that follow a later 款 to that 款", () => {
    const { at, contentOf } = structured("第六条 甲。", "有下列情形的：", "（一）乙。", "（二）丙。");
    expect(contentOf("art_6__para_2__item_2")).toBe("（二）丙。");
    expect(at("art_6__para_2__item_2").label).toBe("第六条第二款第（二）项");
    expect(contentOf("art_6__para_2__intro")).toBe("有下列情形的：");
  });

  it("keeps the paragraphs under a heading as that heading's, counted from 1", () => {
    const { at, contentOf } = structured("一、总体要求", "（二）基本原则", "市场主导。充分发挥市场作用。", "创新引领。坚持创新。");
    expect(contentOf("sec_1__subsec_2__heading")).toBe("（二）基本原则");
    expect(at("sec_1__subsec_2__para_2")).toMatchObject({ label: "一（二）第2段", heading: "创新引领" });
  });

  it("counts a numbered lead sentence as the first paragraph where unnumbered ones follow", () => {
    const { contentOf, at } = structured("二、任务", "（一）着力创新。瞄准瓶颈。", "建设载体。梳理环节。");
    expect(contentOf("sec_2__subsec_1__para_1")).toBe("（一）着力创新。瞄准瓶颈。");
    expect(contentOf("sec_2__subsec_1__para_2")).toBe("建设载体。梳理环节。");
    expect(at("sec_2__subsec_1").heading).toBe("着力创新");
  });

  it("numbers dashes in their order", () => {
    const { at } = structured("（一）电子信息集群", "以贵阳为核心。", "——电子元器件。依托企业。", "——智能终端。依托企业。", "（二）装备集群", "——航空。依托企业。");
    expect(at("subsec_1__dash_2")).toMatchObject({ kind: "dash", ordinal: 2, heading: "智能终端" });
    expect(at("subsec_2__dash_1").heading).toBe("航空");
  });

  it("gives every provision the headings above it, outermost first", () => {
    const { at } = structured("第三章 申报条件", "第六条 条件如下：", "（一）实力。规模大。", "第九条 初审推荐。市州负责。", "跨区的联合推荐。");
    expect(at("art_6").path).toEqual(["第三章 申报条件"]);
    expect(at("art_6__item_1").path).toEqual(["第三章 申报条件", "第六条"]);
    expect(at("art_9__para_2").path).toEqual(["第三章 申报条件", "初审推荐"]);
    expect(at("chp_3").path).toEqual([]);
  });
});
