import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findReferences, type Reference } from "../../../ingest/segment/references.js";
import { toChinese } from "../../../ingest/structure/numerals.js";

/** art6 item3, with the range's end and what stands in the text: short to read in a table. */
function short(text: string, { parts, last, start, end }: Reference): string {
  const steps = parts.map((part) => `${part.element}${part.ordinal}${part.insertion === null ? "" : `_${part.insertion}`}`);
  return `${steps.join(" ")}${last === null ? "" : `..${last}`} 「${text.slice(start, end)}」`;
}

const find = (text: string): string[] => findReferences(text).map((reference) => short(text, reference));

describe("findReferences", () => {
  it.each<[string, string]>([
    ["第六条", "art6"],
    ["第14条", "art14"],
    ["第１４条", "art14"],
    ["第十四条", "art14"],
    ["第一百零四条", "art104"],
    ["第六条第（三）项", "art6 item3"],
    ["第六条第(三)项", "art6 item3"],
    ["第六条第三项", "art6 item3"],
    ["第6条第3项", "art6 item3"],
    ["第六条（三）", "art6 item3"],
    ["第 六 条 第（ 三 ）项", "art6 item3"],
    ["第四条第二款", "art4 para2"],
    ["第四条第二款第（一）项", "art4 para2 item1"],
    ["第四条第二款第（一）项第2目", "art4 para2 item1 subitem2"],
    ["第三条之一", "art3_1"],
    ["第三条之一第二款", "art3_1 para2"],
    ["第二章", "chp2"],
    ["第一编第二章第三节", "part1 chp2 sect3"],
    ["第二部分", "sec2"],
    ["第二部分（一）", "sec2 subsec1"],
    ["二（一）", "sec2 subsec1"],
    ["二(一)", "sec2 subsec1"],
    ["二、（一）", "sec2 subsec1"],
    ["三（四）", "sec3 subsec4"],
    ["二（一）3", "sec2 subsec1 point3"],
    ["二（一）20", "sec2 subsec1 point20"],
    ["二（一）３", "sec2 subsec1 point3"],
    ["三（四）第2段", "sec3 subsec4 para2"],
    ["十二（一）", "sec12 subsec1"],
    ["第十条至第十二条", "art10..12"],
    ["第十条到第十二条", "art10..12"],
    ["第十条—第十二条", "art10..12"],
    ["第10条-第12条", "art10..12"],
    ["第六条第（一）项至第（三）项", "art6 item1..3"],
    ["第十至十二条", "art10..12"],
    ["第10-12条", "art10..12"],
    ["第六条第三、四项", "art6 item3..4"],
    ["第六条第（三）至（五）项", "art6 item3..5"],
    ["6条3项", "art6 item3"],
    ["六条（三）", "art6 item3"],
    ["二（一）第3项", "sec2 subsec1 item3"],
    ["第三部分第一点", "sec3 point1"],
  ])("reads %s whole as %s", (text, parts) => {
    expect(find(text)).toEqual([`${parts} 「${text}」`]);
  });

  it.each<[string, string[]]>([
    ["依照本办法第六条、第七条的规定", ["art6 「第六条」", "art7 「第七条」"]],
    ["《意见》二（一）和三（四）都提到", ["sec2 subsec1 「二（一）」", "sec3 subsec4 「三（四）」"]],
    ["第六条第（三）项里要求的创新能力", ["art6 item3 「第六条第（三）项」"]],
    ["第五条 第五条", ["art5 「第五条」", "art5 「第五条」"]],
    ["第十条 第11条", ["art10 「第十条」", "art11 「第11条」"]],
    ["第十二条至第十条", ["art12 「第十二条」", "art10 「第十条」"]],
    ["第十条至第三章", ["art10 「第十条」", "chp3 「第三章」"]],
    ["第三条之规定", ["art3 「第三条」"]],
    ["第六条第", ["art6 「第六条」"]],
  ])("finds in %s each reference by itself", (text, found) => {
    expect(find(text)).toEqual(found);
  });

  it.each([
    ["二（一）3个集群", "sec2 subsec1 「二（一）」"],
    ["二（一）20家企业", "sec2 subsec1 「二（一）」"],
    ["二（一）2025年", "sec2 subsec1 「二（一）」"],
    ["二（一）3.5万亿元", "sec2 subsec1 「二（一）」"],
    ["二（一）10%", "sec2 subsec1 「二（一）」"],
  ])("takes no figure for a point: %s", (text, found) => {
    expect(find(text)).toEqual([found]);
  });

  it("never begins inside a numeral: 十二（一） is 12 and not 2, 五十二（一） is nothing", () => {
    expect(find("十二（一）")).toEqual(["sec12 subsec1 「十二（一）」"]);
    expect(find("五十二（一）")).toEqual([]);
    expect(find("二〇二二（一）")).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 30 }), (outer, inner) => {
        const text = `${toChinese(outer)}（${toChinese(inner)}）`;
        expect(findReferences(text).map((reference) => reference.start)).toEqual(outer <= 40 ? [0] : []);
      }),
    );
  });

  it.each([
    "第三方机构", "一般条件（二）", "第条", "（一）", "3（一）", "二", "第", "第一，", "三年", "十四五", "第六条".slice(0, 2), "", "一（1）", "一一一一一一一（一）",
  ])("sees no reference in %j", (text) => {
    expect(find(text)).toEqual([]);
  });

  it("gives spans in order, without overlap, inside the text, each with a step and rising ranges", () => {
    const pieces = fc.constantFrom("第", "一", "二", "十", "3", "４", "条", "章", "款", "项", "之", "（", "）", "(", ")", "、", "至", "—", "部分", " ", "　", "甲", "\n");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (chars) => {
        const text = chars.join("");
        let from = 0;
        for (const reference of findReferences(text)) {
          expect(reference.start).toBeGreaterThanOrEqual(from);
          expect(reference.end).toBeGreaterThan(reference.start);
          expect(reference.end).toBeLessThanOrEqual(text.length);
          expect(reference.parts.length).toBeGreaterThan(0);
          if (reference.last !== null) expect(reference.last).toBeGreaterThan(reference.parts[reference.parts.length - 1]!.ordinal);
          from = reference.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("finds a written reference wherever it stands between other words", () => {
    const number = fc.integer({ min: 1, max: 200 });
    const words = fc.constantFrom("", "按照", "集群应当符合", "（以下简称办法）", "在2025年前，", "：\n");
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 30 }), words, words, fc.boolean(), (article, item, before, after, chinese) => {
        const write = (value: number): string => (chinese ? toChinese(value) : String(value));
        const reference = `第${write(article)}条第（${write(item)}）项`;
        expect(find(`${before}${reference}${after}`)).toContain(`art${article} item${item} 「${reference}」`);
      }),
    );
  });

  it.each(["一", "第", "（", "第一条", "第一条至", "一（", "一（一）", "第 ", "第（一", "一、", "1", "之一", "第一条之"])(
    "comes to the end of 200,000 characters of %s, with every reference in order",
    (piece) => {
      const text = piece.repeat(Math.floor(200_000 / piece.length));
      const found = findReferences(text);
      expect(found.every((reference, i) => i === 0 || reference.start >= found[i - 1]!.end)).toBe(true);
    },
  );
});
