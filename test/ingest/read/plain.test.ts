import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeGbk } from "../../../bench/formats/encode-gbk.js";
import { readMarkdown } from "../../../ingest/read/markdown.js";
import { readPlain } from "../../../ingest/read/plain.js";

const TEXT = "第一条 为培育试点集群，制定本办法。\n（一）主导产业突出。\n";
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");

describe("readPlain", () => {
  it.each([
    ["UTF-8", Buffer.from(TEXT), []],
    ["UTF-8 with BOM", Buffer.from(`\ufeff${TEXT}`), []],
    ["GB18030", encodeGbk(TEXT), ["按 GB18030 编码读取"]],
    ["UTF-16LE with BOM", utf16(`\ufeff${TEXT}`), ["按 UTF-16LE 编码读取"]],
    ["UTF-16LE without BOM", utf16(TEXT), ["按 UTF-16LE 编码读取"]],
    ["UTF-16BE with BOM", utf16(`\ufeff${TEXT}`).swap16(), ["按 UTF-16BE 编码读取"]],
    ["UTF-16BE without BOM", utf16(TEXT).swap16(), ["按 UTF-16BE 编码读取"]],
  ])("reads %s", (_encoding, bytes, notes) => {
    const read = readPlain(bytes, "txt");
    expect(read.text).toBe(TEXT);
    expect(read.notes.map((note) => note.text)).toEqual(notes);
  });

  it("gives the same text in UTF-8, UTF-16 and, where it has the characters, GB18030", () => {
    const character = fc.constantFrom(..."第一条（二）、。，ABC 12\n集群产业");
    fc.assert(
      fc.property(fc.array(character, { minLength: 1 }), (characters) => {
        const text = `条${characters.join("")}\n`;
        for (const bytes of [Buffer.from(text), encodeGbk(text), utf16(`\ufeff${text}`)]) expect(readPlain(bytes, "txt").text).toBe(text);
      }),
    );
  });

  it.each([
    ["bytes of no encoding", Buffer.from([0x41, 0xff, 0x42]), /按 UTF-8、UTF-16 和 GB18030 都读不通/],
    ["UTF-8 with a broken byte", Buffer.concat([Buffer.from(`${TEXT}集群`), Buffer.from([0xe4, 0xb8])]), /1 处损坏的字节，第一处在第 3 行/],
    ["control characters", Buffer.from("\u0001\u0002\u0003\u0004\u0005abc"), /大量控制字符/],
    ["white space only", Buffer.from(" \n\n"), /没有文字/],
    ["33 MB", Buffer.alloc(33 * 1024 * 1024, 0x61), /文本有 33 MB，超过 32 MB/],
  ])("refuses %s", (_what, bytes, reason) => {
    expect(() => readPlain(bytes, "txt")).toThrow(reason);
  });
});

describe("readMarkdown", () => {
  it("takes the marks off and keeps what is printed", () => {
    const source = [
      "---", "title: 办法", "---", "# 试点集群管理办法", "", "## 第一章 总则", "", "**第一条** 见[附件](a.docx)，\\*号不变，城市名**隐去。", "- 主导产业`突出`。", "1. 材料真实。", "> 引文",
      "***", "| 年度 | 金额 |", "|---|:-:|", "| 2024年 | 100\\|万元 |", "", "![图](a.png)结束。", "```", "# 原样", "```",
    ].join("\n");
    const { text, notes } = readMarkdown(source);
    expect(text.trimEnd().split("\n")).toEqual([
      "试点集群管理办法", "第一章 总则", "第一条 见附件，*号不变，城市名**隐去。", "主导产业突出。", "1. 材料真实。", "引文", "年度 ｜ 金额", "2024年 ｜ 100|万元", "结束。", "# 原样",
    ]);
    expect(notes.map((note) => note.text)).toEqual(["1 个表格按行读出", "1 幅图片没有收录"]);
  });
});
