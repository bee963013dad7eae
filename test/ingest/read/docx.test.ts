import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { readFormat } from "../../../ingest/read/read-format.js";
import { contentByEId } from "../../support/formats/eids.js";
import { inList, level, makeDocx, p, r, table, type DocxParts } from "../../support/formats/make-docx.js";

async function read(parts: DocxParts, more?: Record<string, Uint8Array>): Promise<{ lines: string[]; text: string; notes: string[] }> {
  const { text, notes } = await readFormat(makeDocx(parts, more), "source.docx");
  return { text, lines: text.trimEnd().split("\n"), notes: notes.map((note) => note.text) };
}

const CHAPTERS = level(0, "chineseCountingThousand", "第%1章");
const ARTICLES = level(1, "chineseCountingThousand", "第%2条", '<w:start w:val="1"/><w:lvlRestart w:val="0"/>');
const ITEMS = level(2, "chineseCountingThousand", "（%3）");
const LAW = `<w:abstractNum w:abstractNumId="7">${CHAPTERS}${ARTICLES}${ITEMS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`;

describe("a Word document with automatic numbers", () => {
  it("has the tree that Word shows: chapters, articles that count through, items that begin again", async () => {
    const { text, notes } = await read({
      numbering: LAW,
      body: [
        p("试点集群管理办法"),
        p("总则", inList(1, 0)),
        p("为培育试点集群，制定本办法。", inList(1, 1)),
        p("申报条件", inList(1, 0)),
        p("申报应当满足以下条件：", inList(1, 1)),
        p("主导产业突出。", inList(1, 2)),
        p("申报材料真实。", inList(1, 2)),
        p("复核应当满足以下条件：", inList(1, 1)),
        p("未发生事故。", inList(1, 2)),
      ].join(""),
    });
    expect(contentByEId(text)).toMatchObject({
      "chp_1__heading": "第一章 总则",
      art_1: "第一条 为培育试点集群，制定本办法。",
      "chp_2__heading": "第二章 申报条件",
      art_2__intro: "第二条 申报应当满足以下条件：",
      art_2__item_1: "（一）主导产业突出。",
      art_2__item_2: "（二）申报材料真实。",
      art_3__item_1: "（一）未发生事故。",
    });
    expect(notes).toContain("8 个自动编号已写成文字");
  });

  it("takes numbers from styles, their levels and the styles that they rest on", async () => {
    const { lines } = await read({
      styles: [
        '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="章"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="Article"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="Narrow"><w:name w:val="窄条"/><w:basedOn w:val="Article"/></w:style>',
      ].join(""),
      numbering: `<w:abstractNum w:abstractNumId="0">${level(0, "chineseCounting", "第%1章", '<w:start w:val="1"/><w:pStyle w:val="Chapter"/>')}${level(1, "chineseCounting", "第%2条", '<w:start w:val="1"/><w:pStyle w:val="Article"/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
      body: p("总则", '<w:pStyle w:val="Chapter"/>') + p("甲。", '<w:pStyle w:val="Article"/>') + p("乙。", '<w:pStyle w:val="Narrow"/>') + p("无号。", `<w:pStyle w:val="Article"/>${inList(0)}`),
    });
    expect(lines).toEqual(["第一章 总则", "第一条 甲。", "第二条 乙。", "无号。"]);
  });

  it("counts on where lists share a definition, and begins anew where one says so", async () => {
    const override = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>';
    const { lines } = await read({
      numbering: `<w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1．", '<w:start w:val="3"/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>${override}`,
      body: p("甲", inList(1)) + p("乙", inList(3)) + p("丙", inList(2)) + p("丁", inList(2)),
    });
    expect(lines).toEqual(["3．甲", "4．乙", "1．丙", "2．丁"]);
  });

  it.each([
    ["chineseCountingThousand", "第%1条", 104, "第一百零四条 甲"],
    ["japaneseCounting", "%1、", 11, "十一、甲"],
    ["ideographDigital", "%1、", 20, "二〇、甲"],
    ["chineseLegalSimplified", "%1、", 12, "拾贰、甲"],
    ["ideographTraditional", "%1、", 3, "丙、甲"],
    ["decimalEnclosedCircleChinese", "%1", 3, "③ 甲"],
    ["decimalFullWidth", "（%1）", 12, "（１２）甲"],
    ["upperRoman", "%1.", 14, "XIV.甲"],
    ["lowerLetter", "%1)", 28, "bb)甲"],
    ["bullet", "\uf06c", 1, "甲"],
  ])("writes %s with %s", async (format, text, start, line) => {
    const { lines } = await read({
      numbering: `<w:abstractNum w:abstractNumId="0">${level(0, format, text, `<w:start w:val="${start}"/>`)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
      body: p("甲", inList(1)),
    });
    expect(lines).toEqual([line]);
  });

  it("writes the numbers of upper levels, as decimals where the level asks for it", async () => {
    const { lines } = await read({
      numbering: `<w:abstractNum w:abstractNumId="0">${CHAPTERS}${level(1, "decimal", "%1.%2", '<w:start w:val="1"/><w:isLgl/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
      body: p("甲", inList(1, 0)) + p("乙", inList(1, 1)),
    });
    expect(lines).toEqual(["第一章 甲", "1.1 乙"]);
  });
});

describe("what else a Word document holds", () => {
  it("drops what revisions deleted, keeps what they added, and joins paragraphs whose end was deleted", async () => {
    const { lines, notes } = await read({
      numbering: LAW,
      body: [
        `<w:p>${r("补助")}<w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins>${r("200")}</w:ins>${r("万元。")}</w:p>`,
        `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${r("前半，")}</w:p>`,
        p("后半。"),
        `<w:p><w:pPr>${inList(1, 1)}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删去的条</w:delText></w:r></w:del></w:p>`,
        p("留下的条。", inList(1, 1)),
      ].join(""),
    });
    expect(lines).toEqual(["补助200万元。", "前半，后半。", "第一条 留下的条。"]);
    expect(notes).toContain("2 处修订中已删除的内容没有收录，新增的已收录");
  });

  it("reads tables row by row, repeats cells that go on, and gives the rows addresses", async () => {
    const restart = `<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${p("2024年")}`;
    const goesOn = `<w:tcPr><w:vMerge/></w:tcPr>${p("")}`;
    const { text, notes } = await read({ body: p("一、补助标准") + table(["年度", "对象", "金额"], [restart, "龙头｜企业", "100万元"], [goesOn, p("其他") + p("企业"), "50万元"]) + p("二、其他") });
    expect(text).toBe("一、补助标准\n年度 ｜ 对象 ｜ 金额\n2024年 ｜ 龙头|企业 ｜ 100万元\n2024年 ｜ 其他 企业 ｜ 50万元\n二、其他\n");
    expect(Object.keys(contentByEId(text))).toEqual(["sec_1", "sec_1__heading", "sec_1__table_1", "sec_1__table_1__row_1", "sec_1__table_1__row_2", "sec_1__table_1__row_3", "sec_2"]);
    expect(notes).toEqual(["1 个表格按行读出，单元格以“｜”分隔", "1 处纵向合并的单元格在每一行重复"]);
  });

  it("puts notes and text boxes behind their paragraph, and a box that is said twice only once", async () => {
    const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const { lines } = await read({
      footnotes: `<w:footnote w:type="separator" w:id="-1">${p("")}</w:footnote><w:footnote w:id="2">${p("指规模以上企业。")}</w:footnote>`,
      body: `<w:p>${r("企业")}<w:r><w:footnoteReference w:id="2"/></w:r>${r("申报。")}<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing>${box("框内")}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box("框内")}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    });
    expect(lines).toEqual(["企业［注1］申报。", "［注1］指规模以上企业。", "框内"]);
  });

  it("leaves out tables of contents, hidden text, images and running heads, and says so", async () => {
    const { lines, notes } = await read({
      styles: '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>',
      header: p("内部资料"),
      body: p("第一章 总则 1", '<w:pStyle w:val="TOC1"/>') + p("第一章 总则") + `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:drawing/></w:r></w:p>`,
    });
    expect(lines).toEqual(["第一章 总则"]);
    expect(notes).toEqual(["1 处隐藏文字没有收录", "目录没有收录", "1 幅图片或嵌入对象没有收录", "页眉页脚没有收录：「内部资料」"]);
  });

  it.each([
    ["a document type with entities", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="w"><w:body/></w:document>', /带有 DTD 定义/],
    ["half an element", "<w:document><w:body>", /XML 读不通/],
    ["thousands of elements inside one another", `${"<a>".repeat(5000)}${"</a>".repeat(5000)}`, /嵌套太深/],
  ])("refuses %s", async (_what, xml, reason) => {
    await expect(readFormat(makeDocx({ body: "" }, { "word/document.xml": strToU8(xml) }), "source.docx")).rejects.toThrow(reason);
  });
});
