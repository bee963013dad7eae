import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readFormat } from "../../../ingest/read/read-format.js";
import { noteOnName, sniff } from "../../../ingest/read/sniff.js";
import { makeDocx, p } from "../../support/formats/make-docx.js";

describe("sniff", () => {
  it.each([
    ["PK\u0003\u0004", "a.txt", "zip"],
    ["%PDF-1.7", "a.docx", "pdf"],
    ["junk\n%PDF-1.7", "a.pdf", "pdf"],
    ["\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "a.wps", "office"],
    ["{\\rtf1", "a.doc", "rtf"],
    ["<!DOCTYPE html><html>", "a.doc", "html"],
    ["<?xml version='1.0'?>\n<html>", "a.txt", "html"],
    ["<p>文字", "a.html", "html"],
    ["<p>文字", "a.txt", "txt"],
    ["第一条", "a.html", "txt"],
    ["# 第一章", "a.md", "md"],
    ["BM集群办法", "a.txt", "txt"],
  ])("%j as %s is %s", (head, file, format) => {
    const bytes = /[\u4e00-\u9fff]/.test(head) ? Buffer.from(head) : Buffer.from(head, "latin1");
    expect(sniff(bytes, file)).toBe(format);
  });

  it.each([
    ["nothing", "", /空的/],
    ["a picture", "\u0089PNG\r\n\u001a\n", /是图片/],
    ["an archive", "Rar!\u001a\u0007", /RAR 压缩包/],
    ["a program", "\u007fELF\u0002", /程序文件/],
  ])("refuses %s by name", (_what, head, reason) => {
    expect(() => sniff(Buffer.from(head, "latin1"), "a.txt")).toThrow(reason);
  });

  it("tells a name that promises something else", () => {
    expect(noteOnName("a.docx", "docx")).toEqual([]);
    expect(noteOnName("a.htm", "html")).toEqual([]);
    expect(noteOnName("a.pdf", "docx")[0]!.text).toBe("扩展名是 .pdf，内容是Word 文档（.docx），已按内容读取；请核对扩展名");
    expect(noteOnName("办法", "txt")[0]!.text).toMatch(/^没有扩展名，内容是纯文本/);
  });
});

describe("readFormat", () => {
  it("reads a document by its content, whatever it is called", async () => {
    const { text, format, notes } = await readFormat(makeDocx({ body: p("第一条 甲。") }), "source.pdf");
    expect({ text, format, kinds: notes.map(({ kind }) => kind) }).toEqual({ text: "第一条 甲。\n", format: "docx", kinds: ["format"] });
  });

  it.each([
    ["xl/workbook.xml", /Excel/],
    ["ppt/slides.xml", /演示文稿/],
    ["content.xml", /OpenDocument/],
    ["word/styles.xml", /缺少正文/],
    ["a.docx", /是压缩包/],
  ])("says what a ZIP with %s is", async (entry, reason) => {
    await expect(readFormat(zipSync({ [entry]: strToU8("<a/>") }), "a.docx")).rejects.toThrow(reason);
  });

  it("refuses a document without text", async () => {
    await expect(readFormat(makeDocx({ body: p(" ") }), "a.docx")).rejects.toThrow("文件里没有文字");
  });
});
