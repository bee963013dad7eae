import { describe, expect, it } from "vitest";
import { readDefinitions } from "../../../ingest/references/definitions.js";
import { structureText } from "../../../ingest/structure/structure.js";

function define(...lines: string[]): string[] {
  const text = ["某省集群管理办法", ...lines].join("\n");
  return readDefinitions(text, structureText(text)).map(({ term, kind, start, end, from }) => `${from} ${kind} ${term}: ${text.slice(start, end)}`);
}

describe("readDefinitions", () => {
  it.each([
    ["第二条 本办法所称先进制造业集群，是指产业组织形态。其他。", "art_2 meaning 先进制造业集群: 第二条 本办法所称先进制造业集群，是指产业组织形态。"],
    ["第二条 甲。本办法所称“集群”是指企业群体。", "art_2 meaning 集群: 本办法所称“集群”是指企业群体。"],
    ["第二条 前款所称近三年，包括申报当年。", "art_2 meaning 近三年: 第二条 前款所称近三年，包括申报当年。"],
    ["第二条 甲。产业集群发展促进组织是指第三方机构。", "art_2 meaning 产业集群发展促进组织: 产业集群发展促进组织是指第三方机构。"],
  ])("reads %s", (line, found) => {
    expect(define(line)).toEqual([found]);
  });

  it("reads the items of a list of meanings", () => {
    expect(define("第九条 本办法下列用语的含义：", "（一）规模以上企业，是指年收入二千万元以上的企业；", "（二）近三年：申报之日前的三个年度。")).toEqual([
      "art_9__item_1 meaning 规模以上企业: （一）规模以上企业，是指年收入二千万元以上的企业；",
      "art_9__item_2 meaning 近三年: （二）近三年：申报之日前的三个年度。",
    ]);
  });

  it("reads short names with what they stand for", () => {
    expect(define("第三条 省工业和信息化厅（以下简称省厅）负责。")).toEqual(["art_3 short_name 省厅: 第三条 省工业和信息化厅（以下简称省厅）"]);
    expect(define("第三条 甲，县级以上部门（以下统称“主管部门”）负责。")).toEqual(["art_3 short_name 主管部门: 县级以上部门（以下统称“主管部门”）"]);
  });

  it.each(["第三条 省厅应当指导各地。", "第三条 本办法是指导性文件。", "第三条 条件：", "第三条 申报材料包括申请书。", "第三条 （以下简称）"])("sees none in %s", (line) => {
    expect(define(line)).toEqual([]);
  });
});
