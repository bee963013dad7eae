import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyStart, splitBlocks } from "../../../ingest/structure/blocks.js";
import { NUMBERED_TEXT, UNNUMBERED_TEXT } from "../../support/policy-text.js";

const anyText = fc.oneof(
  NUMBERED_TEXT,
  UNNUMBERED_TEXT,
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom("甲", "第一条", "\n", " ", "\u3000", "\u200b"), { maxLength: 40 }).map((parts) => parts.join("")),
);

describe("splitBlocks", () => {
  it("covers any text with tiles, without gap or overlap", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(splitBlocks(text).map((block) => text.slice(block.from, block.until)).join("")).toBe(text);
      }),
    );
  });

  it("makes one block of every line with text in it, content without the white space around it", () => {
    const text = "\n　　第一条 总则 \n\n \t\n正文\u00a0\n";
    expect(splitBlocks(text).map((block) => text.slice(block.start, block.end))).toEqual(["第一条 总则", "正文"]);
  });

  it("gives the blank lines before the first line to it, and those after a line to that line", () => {
    const text = "\n\n甲\n\n\n乙\n\n";
    expect(splitBlocks(text).map((block) => text.slice(block.from, block.until))).toEqual(["\n\n甲\n\n\n", "乙\n\n"]);
  });

  it("finds no block in the empty text, and one without content where there is only white space", () => {
    expect(splitBlocks("")).toEqual([]);
    expect(splitBlocks(" \n\u3000\n")).toEqual([{ start: 0, end: 0, from: 0, until: 4, marker: null, inferred: false, row: false }]);
  });

  it("tells where the body of a block begins: after a printed number, at the start where the number is inferred", () => {
    const [printed] = splitBlocks("（一）　指导思想");
    expect(bodyStart(printed!)).toBe(4);
    expect(bodyStart({ ...printed!, inferred: true })).toBe(0);
  });

  it("keeps the body inside the block where the line holds a number and white space only", () => {
    const [block] = splitBlocks("第一条 　\n甲");
    expect(bodyStart(block!)).toBe(block!.end);
  });
});
