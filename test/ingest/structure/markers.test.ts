import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FAMILY_RANK, type Family } from "../../../ingest/structure/families.js";
import { isSpace, scanMarker } from "../../../ingest/structure/markers.js";

const SPACES = [" ", "\t", "\u00a0", "\u2000", "\u2002", "\u2003", "\u2009", "\u200a", "\u200b", "\u3000", "\ufeff"];

/** What a marker says, and the text that it leaves. */
function read(line: string): { family: Family; ordinal: number; insertion: number | null; body: string } | null {
  const marker = scanMarker(line, 0);
  return marker && { family: marker.family, ordinal: marker.ordinal, insertion: marker.insertion, body: line.slice(marker.end) };
}

describe("scanMarker", () => {
  it.each<[string, Family, number]>([
    ["第一编 总则", "part", 1],
    ["第二章 培育方向", "chapter", 2],
    ["第三节 申报", "section", 3],
    ["第十二条 省厅", "article", 12],
    ["第12条 省厅", "article", 12],
    ["第１２条 省厅", "article", 12],
    ["第一百零四条 省厅", "article", 104],
    ["二、重点任务", "sec", 2],
    ["十二、重点任务", "sec", 12],
    ["（三）发展目标", "bracket", 3],
    ["(三)发展目标", "bracket", 3],
    ["（十一）发展目标", "bracket", 11],
    ["1、集群", "point", 1],
    ["20、集群", "point", 20],
    ["1.集群", "point", 1],
    ["1．集群", "point", 1],
    ["１．集群", "point", 1],
    ["（1）集群", "subpoint", 1],
    ["(1)集群", "subpoint", 1],
    ["（１）集群", "subpoint", 1],
    ["第二部分 目标", "division", 2],
    ["第一分编 通则", "subpart", 1],
    ["第二章规划和建设", "chapter", 2],
    ["第五条和谐社会", "article", 5],
    ["第十条 第八条所称企业", "article", 10],
    ["第三条、企业", "article", 3],
    ["第三条：企业", "article", 3],
    ["第三十－条 在城乡", "article", 31],
    ["第一百二十八 条侦查", "article", 128],
    ["（三）、集群", "bracket", 3],
    ["(（七）其他", "bracket", 7],
    ["㈡集群", "bracket", 2],
    ["⒉集群", "point", 2],
    ["⑵集群", "subpoint", 2],
    ["2）集群", "half", 2],
    ["b)集群", "letter", 2],
    ["乙、大五角星", "stem", 2],
    ["5.1.2 重伤", "clause", 2],
    ["㉑集群", "circle", 21],
    ["①集群", "circle", 1],
    ["⑳集群", "circle", 20],
    ["——电子元器件", "dash", 0],
    ["———电子元器件", "dash", 0],
  ])("reads %s as %s %i", (line, family, ordinal) => {
    expect(read(line)).toMatchObject({ family, ordinal, insertion: null });
  });

  it("reads an inserted provision by its two numbers", () => {
    expect(read("第三条之一 甲")).toEqual({ family: "article", ordinal: 3, insertion: 1, body: "甲" });
    expect(read("第二十条之十二甲")).toEqual({ family: "article", ordinal: 20, insertion: 12, body: "甲" });
  });

  it("leaves a 之 that carries no number to the text", () => {
    expect(read("第三条之规定")).toEqual({ family: "article", ordinal: 3, insertion: null, body: "之规定" });
  });

  it.each(["第六条", "第二章", "第一节", "一、", "（一）", "1、", "1.", "（1）", "①", "——"])(
    "passes over white space of every kind and length after %s",
    (number) => {
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...SPACES)), (spaces) => {
          expect(read(`${number}${spaces.join("")}申报主体`)?.body).toBe("申报主体");
        }),
      );
    },
  );

  it("passes over white space inside a number: 第 六 条, （ 三 ）", () => {
    for (const space of SPACES) {
      expect(read(`第${space}六${space}条 甲`)).toMatchObject({ family: "article", ordinal: 6 });
      expect(read(`（${space}三${space}）甲`)).toMatchObject({ family: "bracket", ordinal: 3 });
    }
  });

  it("does not reach over the end of the line", () => {
    expect(scanMarker("第一条\n　甲", 0)!.end).toBe(3);
    expect(scanMarker("第六\n条", 0)).toBeNull();
  });

  it.each([
    "1.5万亿元", "１．５万亿元", "2025年", "3家企业", "2021-2025年", "第六条第一款规定的条件", "第六条第（三）项", "第六条的规定", "第六条和第七条",
    "第六条、第七条", "第六条至第八条", "第六条规定的条件", "第六条所称企业", "第三方机构", "第一，", "第条", "一般条件", "十分重要", "三清单", "一是",
    "（以下简称省集群）", "（征求意见稿）", "（一", "（一】", "（）", "—甲", "-甲", "零、", "0、", "一二三四五六七、", "1234567、", "一", "1", "",
    "㊱甲", "甲第一条", "第二章规定的程序", "第三节所列事项", "第七节相应改为第八节", "第三条和本办法第五条", "第三条 第二款规定的", "第三条修改为：",
    "甲、乙双方", "一、二、三等奖", "1、2、3号楼", "（一）至（三）项所列人员", "1.5 万亿元", "2021 年 3 月", "（2021）14号", "1 煤", "B超检查",
  ])("sees no marker in %j", (line) => {
    expect(scanMarker(line, 0)).toBeNull();
  });

  it("ranks the families from the outermost to the innermost, each on its own", () => {
    const families: Family[] = [
      "division", "part", "subpart", "chapter", "section", "article", "clause", "sec", "bracket", "stem", "point", "subpoint", "half", "circle", "letter", "dash",
    ];
    expect(Object.keys(FAMILY_RANK).sort()).toEqual([...families].sort());
    expect([...families].sort((a, b) => FAMILY_RANK[a] - FAMILY_RANK[b])).toEqual(families);
    expect(new Set(Object.values(FAMILY_RANK)).size).toBe(families.length);
  });

  it("counts no line end and no end of text as white space", () => {
    expect(SPACES.every(isSpace)).toBe(true);
    expect(["\n", "\r", undefined, "甲", "、"].some(isSpace)).toBe(false);
  });

  it("never reads beyond the text and always moves forward", () => {
    const pieces = fc.constantFrom("第", "一", "十", "1", "５", "条", "章", "之", "（", "）", "(", ")", "、", ".", "．", "—", "①", " ", "　", "甲", "\n");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (chars) => {
        const text = chars.join("");
        for (let at = 0; at <= text.length; at++) {
          const marker = scanMarker(text, at);
          if (!marker) continue;
          expect(marker.end).toBeGreaterThan(at);
          expect(marker.end).toBeLessThanOrEqual(text.length);
          expect(text.slice(at, marker.end)).not.toContain("\n");
        }
      }),
    );
  });
});
