import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leavesOf, structureText } from "../../../ingest/structure/structure.js";
import { NUMBERED_TEXT, ODDLY_NUMBERED_TEXT, UNNUMBERED_TEXT } from "../../support/policy-text.js";
import { expectSoundTree } from "../../support/tree-invariants.js";

const LONG = 200_000;

describe("structureText", () => {
  it("loses nothing, invents nothing and addresses everything once, whatever the order of the numbers", () => {
    fc.assert(fc.property(NUMBERED_TEXT, (text) => expectSoundTree(text, structureText(text))), { numRuns: 300 });
  });

  it("does so for any text at all", () => {
    const pieces = fc.constantFrom("第", "一", "零", "九", "千", "条", "章", "之", "（", "）", "、", "1", "0", "9", ".", " ", "\u3000", "\n", "—", "①", "甲", "。", "2018年6月25日");
    const text = fc.oneof(fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")), fc.string({ unit: "binary", maxLength: 60 }));
    fc.assert(
      fc.property(text, (any) => expectSoundTree(any, structureText(any))),
      { numRuns: 500 },
    );
  });

  it("does so for documents without any number", () => {
    fc.assert(fc.property(UNNUMBERED_TEXT, (text) => expectSoundTree(text, structureText(text))), { numRuns: 300 });
  });

  it("does so for numbers that no document should print", () => {
    fc.assert(fc.property(ODDLY_NUMBERED_TEXT, (text) => expectSoundTree(text, structureText(text))), { numRuns: 300 });
  });

  it("keeps a text of white space only, in a leaf without content", () => {
    const text = " \n\u3000\n";
    const [leaf, ...others] = structureText(text);
    expect(leaf).toMatchObject({ from: 0, until: text.length, start: 0, end: 0, children: [] });
    expect(others).toEqual([]);
  });

  it("gives no provision for the empty text", () => {
    expect(structureText("")).toEqual([]);
  });

  it.each<[string, string]>([
    ["nested numerals", "第一条（一）1、（1）①".repeat(LONG / 13)],
    ["one long Chinese numeral", `第${"一".repeat(LONG)}`],
    ["one long Arabic numeral", "1".repeat(LONG)],
    ["opening brackets", "（".repeat(LONG)],
    ["dashes", "—".repeat(LONG)],
    ["white space after a 第", `第${" ".repeat(LONG)}`],
    ["第 after 第", "第".repeat(LONG)],
    ["units after units", "一百十".repeat(LONG / 3)],
  ])("finishes on a line of 200,000 characters of %s and keeps it whole", (_what, line) => {
    const text = `一、标题\n${line}\n二、标题`;
    expect(leavesOf(structureText(text)).map((leaf) => text.slice(leaf.from, leaf.until)).join("")).toBe(text);
  });

  // Once quadratic: 20,000 paragraphs (220 KB) took half a minute, twice as many four times as long.
  it.each<[string, string]>([
    ["before the first number", ""],
    ["under one heading", "一、标题\n"],
  ])("finishes on 40,000 paragraphs %s", (_what, head) => {
    const text = head + "正文一行，没有编号。\n".repeat(40_000);
    expect(leavesOf(structureText(text)).length).toBeGreaterThanOrEqual(40_000);
  });
});
