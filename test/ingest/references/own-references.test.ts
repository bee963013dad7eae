import { describe, expect, it } from "vitest";
import { readReferences } from "../../../ingest/references/own-references.js";
import { structureText } from "../../../ingest/structure/structure.js";

const META = { id: "measures", title: "某省集群管理办法", shortTitles: ["集群办法"] };

function read(lines: string[], meta = META) {
  const text = lines.join("\n");
  const { own, foreign, unresolved } = readReferences(meta, text, structureText(text));
  return {
    own: own.map(({ start, end, from, eIds }) => `${from} ${text.slice(start, end)} -> ${eIds.join(" ")}`),
    foreign: foreign.map(({ title, parts, last, said }) => `${title}${parts.map((part) => ` ${part.element}${part.ordinal}`).join("")}${last === null ? "" : `..${last}`} ${said}`),
    unresolved: unresolved.map(({ line, text: words, reason }) => `${line} ${words} ${reason}`),
  };
}

const MEASURES = [
  "某省集群管理办法",
  "第一章 总则",
  "第一条 甲。",
  "乙。",
  "丙。",
  "第二条 条件：",
  "（一）规模；",
  "（二）下列之一：",
  "1.实验室；",
  "2.中心。",
  "（三）无事故。",
  "丁。",
  "第二章 申报",
];

/** What the last article's text refers to. */
const said = (...text: string[]): string[] => read([...MEASURES, "第三条 戊。", ...text]).own.map((line) => line.replace(/^\S+ /, ""));

describe("references of a document to itself", () => {
  it.each([
    ["违反本办法第二条第（二）项的", "本办法第二条第（二）项 -> art_2__item_2"],
    ["违反本办法第二条第一款第（二）项第2目的", "本办法第二条第一款第（二）项第2目 -> art_2__item_2__point_2"],
    ["符合第一条第三款的", "第一条第三款 -> art_1__para_3"],
    ["依照第一条至第三条执行", "第一条至第三条 -> art_1 art_2 art_3"],
    ["适用本章规定", "本章 -> chp_2"],
    ["适用第一章规定", "第一章 -> chp_1"],
    ["前款所称规模", "前款 -> art_3__para_1"],
    ["前条第二款所称规模", "前条第二款 -> art_2__para_2"],
    ["前两条所称规模", "前两条 -> art_1 art_2"],
    ["本条第一款所称规模", "本条第一款 -> art_3__para_1"],
    ["第一款所称规模", "第一款 -> art_3__para_1"],
    ["《集群办法》第一条所称规模", "《集群办法》第一条 -> art_1"],
  ])("reads %s", (text, found) => {
    expect(said(`${text}。`)).toEqual([found]);
  });

  it("reads lists, each with what it takes over from the one before", () => {
    expect(said("违反第一条、第二条和第三条的。")).toEqual(["第一条 -> art_1", "第二条 -> art_2", "第三条 -> art_3"]);
    expect(said("违反本办法第二条第（一）项、第（三）项的。")).toEqual(["本办法第二条第（一）项 -> art_2__item_1", "第（三）项 -> art_2__item_3"]);
    expect(said("违反第一条的第二款或者第三款的。")).toEqual(["第一条 -> art_1", "第二款 -> art_1__para_2", "第三款 -> art_1__para_3"]);
  });

  it("reads 前款 after items, and the items of 前款", () => {
    const { own } = read([...MEASURES.slice(0, 11), "前款第（二）项所称实验室，由省厅认定。", "前两款由省厅解释。"]);
    expect(own).toEqual(["art_2__para_2 前款第（二）项 -> art_2__item_2", "art_2__para_3 前两款 -> art_2__para_1 art_2__para_2"]);
  });

  it("reads 前项 and 前两项 inside a list", () => {
    const { own } = read(["某省集群管理办法", "第一条 条件：", "（一）甲；", "（二）乙；", "（三）前项、前两项以外的。"]);
    expect(own).toEqual(["art_1__item_3 前项 -> art_1__item_2", "art_1__item_3 前两项 -> art_1__item_1 art_1__item_2"]);
  });

  it("counts 违反第二款 from the article that was named before, where its own has none", () => {
    const { own } = read([...MEASURES, "第三条 违反第一条规定的，按下列规定处罚：", "（一）违反第三款的，警告。"]);
    expect(own[1]).toBe("art_3__item_1 第三款 -> art_1__para_3");
  });

  it("looks in the attachment first, then in the document", () => {
    const { own } = read([...MEASURES, "附件1", "操作规程", "第一条 依照本规程第二条和本办法第三条。", "第二条 丙。"].map((line, i) => (i === MEASURES.length - 1 ? "第三条 戊。" : line)));
    expect(own).toEqual(["att_1__art_1 本规程第二条 -> att_1__art_2", "att_1__art_1 本办法第三条 -> art_3"]);
  });

  it("lists what is not there", () => {
    expect(read([...MEASURES, "第三条 违反本办法第九条的。", "违反第一条第七款的。"]).unresolved).toEqual([
      "14 本办法第九条 no_such_provision", "15 第一条第七款 no_such_provision",
    ]);
  });

  it.each(["本条例适用于全省", "本项目由省厅认定", "本章程由协会制定", "第三方机构", "第一节课", "前条件不足", "香港法例第182章《已婚者地位条例》"])("sees no reference in %s", (text) => {
    expect(said(`${text}。`)).toEqual([]);
  });
});

describe("mentions of other documents", () => {
  const foreign = (text: string, meta = META): string[] => read(["某省集群管理办法", `第一条 ${text}`], meta).foreign;

  it.each([
    ["依照《招标投标法》第三条执行。", "招标投标法 art3 《招标投标法》第三条"],
    ["依照《招标投标法》（2017年修正）第三条至第五条执行。", "招标投标法 art3..5 《招标投标法》（2017年修正）第三条至第五条"],
    ["违反民法典第一千一百二十五条第一款第（三）项的。", "违反民法典 art1125 para1 item3 《违反民法典》第一千一百二十五条第一款第（三）项"],
    ["依照《关于修改〈集群办法〉的决定》办理。", "关于修改〈集群办法〉的决定 《关于修改〈集群办法〉的决定》"],
    ["《民法典》人格权编第九百九十七条规定了禁令。", "民法典 art997 《民法典》人格权编第九百九十七条"],
  ])("reads %s", (text, found) => {
    expect(foreign(text)).toEqual([found]);
  });

  it("carries the title on through a list, and a short name to what it stands for", () => {
    expect(foreign("依照《招标投标法》第三条、第五条第二款和第七条。").map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual(["招标投标法 art3 《招标投标法》第三条", "招标投标法 art5 para2", "招标投标法 art7 《招标投标法》第七条"]);
    expect(foreign("依照《某省集群条例》（以下简称《条例》）执行；违反《条例》第三条的。")).toEqual(["某省集群条例 《某省集群条例》", "某省集群条例 art3 《条例》第三条"]);
  });

  it("reads the numbers of an amendment as those of the text that it amends", () => {
    const meta = { id: "decision", title: "关于修改《某省集群条例》的决定", shortTitles: [] };
    const { foreign: found, own } = read(["关于修改《某省集群条例》的决定", "一、将第三条修改为：“前款规定不适用于本条例第九条。”", "二、本决定第一条自公布之日起施行。"], meta);
    expect(found).toEqual(["某省集群条例 art3 《某省集群条例》第三条", "某省集群条例 art9 《某省集群条例》本条例第九条"]);
    expect(own).toEqual([]);
  });
});
