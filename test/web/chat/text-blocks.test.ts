import { describe, expect, it } from "vitest";
import { blocksOf } from "../../../web/chat/text-blocks.js";

describe("an answer's text in blocks", () => {
  it("is one block of running text where it holds no table", () => {
    expect(blocksOf("甲：一[1]\n\n乙：二[2]")).toEqual([{ kind: "text", text: "甲：一[1]\n\n乙：二[2]" }]);
  });

  it("holds a table's head and rows, with what stands before and after", () => {
    const text = "先说一句。\n\n| 比较 | 贵州 | 江苏 |\n| --- | --- | --- |\n| 资金 | 甲[1]<br>乙[2] | 没有找到相应规定 |\n\n后说一句。";
    expect(blocksOf(text)).toEqual([
      { kind: "text", text: "先说一句。" },
      { kind: "table", rows: [["比较", "贵州", "江苏"], ["资金", "甲[1]\n乙[2]", "没有找到相应规定"]] },
      { kind: "text", text: "后说一句。" },
    ]);
  });

  it("leaves a bar inside running text alone", () => {
    expect(blocksOf("甲 | 乙\n|丙")).toEqual([{ kind: "text", text: "甲 | 乙\n|丙" }]);
  });
});
