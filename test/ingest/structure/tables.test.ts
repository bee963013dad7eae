import { describe, expect, it } from "vitest";
import { structured } from "../../support/structured.js";
import { expectSoundTree } from "../../support/tree-invariants.js";

describe("tables", () => {
  it("stand under the provision they follow, with an address and a label for each row, and the first row as heading", () => {
    const { eIds, at, text, provisions } = structured("一、补助标准", "（一）奖励标准", "年度 ｜ 金额", "2024年 ｜ 100万元", "（二）其他。");
    expect(eIds).toEqual(["sec_1", "sec_1__heading", "sec_1__subsec_1", "sec_1__subsec_1__heading", "sec_1__subsec_1__table_1", "sec_1__subsec_1__table_1__row_1", "sec_1__subsec_1__table_1__row_2", "sec_1__subsec_2"]);
    expect(at("sec_1__subsec_1__table_1__row_2")).toMatchObject({ kind: "row", label: "一（一）表1第2行", path: ["一、补助标准", "（一）奖励标准", "年度 ｜ 金额"] });
    expectSoundTree(text, provisions);
  });

  it("have rows that no number opens a provision in", () => {
    const { eIds } = structured("附表", "一、 ｜ 装备", "二、 ｜ 纺织", "第一条 正文。");
    expect(eIds).toEqual(["title", "table_1", "table_1__row_1", "table_1__row_2", "art_1"]);
  });

  it("are parted by a blank line or by text, and counted", () => {
    const { eIds } = structured("第一条 见下表：", "甲 ｜ 乙", "丙 ｜ 丁", "", "戊 ｜ 己", "庚 ｜ 辛", "第二条 正文。");
    expect(eIds.filter((eId) => eId.startsWith("art_1"))).toEqual(["art_1", "art_1__intro", "art_1__table_1", "art_1__table_1__row_1", "art_1__table_1__row_2", "art_1__table_2", "art_1__table_2__row_1", "art_1__table_2__row_2"]);
  });

  it("are none where only one line has the mark", () => {
    expect(structured("标题", "第一条 甲｜乙。", "第二条 丙。").eIds).toEqual(["title", "art_1", "art_2"]);
  });
});
