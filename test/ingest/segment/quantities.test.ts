import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDocNumbers, findQuantities } from "../../../ingest/segment/quantities.js";
import { toChinese } from "../../../ingest/structure/numerals.js";

const find = (text: string): string[] => findQuantities(text).map(({ kind, canonical }) => `${kind} ${canonical}`);

describe("findQuantities", () => {
  it.each<[string, string[]]>([
    ["2025年", ["year 2025年"]],
    ["２０２５年", ["year 2025年"]],
    ["二〇二五年", ["year 2025年"]],
    ["2025年底", ["year 2025年底"]],
    ["3月底", ["date 3月底"]],
    ["2018年6月25日", ["year 2018年", "date 6月", "date 25日"]],
    ["三年", ["duration 3年"]],
    ["3年", ["duration 3年"]],
    ["近三年", ["duration 3年"]],
    ["5个工作日", ["duration 5个工作日"]],
    ["五个工作日", ["duration 5个工作日"]],
    ["六个月", ["duration 6个月"]],
    ["10%", ["percent 10%"]],
    ["１０％", ["percent 10%"]],
    ["0.5个百分点", ["percent 0.5个百分点"]],
    ["1.5万亿元", ["money 1.5万亿元"]],
    ["１．５万亿元", ["money 1.5万亿元"]],
    ["3,000亿元", ["money 3000亿元"]],
    ["3000亿元", ["money 3000亿元"]],
    ["三百万元", ["money 300万元"]],
    ["二十五家", ["count 25家"]],
    ["五大集群", ["count 5大"]],
    ["两类", ["count 2类"]],
    ["86", ["plain 86"]],
    ["3—5家", ["plain 3", "count 5家"]],
    ["（2021-2025年）", ["plain 2021", "year 2025年"]],
  ])("reads %s as %j", (text, quantities) => {
    expect(find(text)).toEqual(quantities);
  });

  it.each(["一般", "十分", "三清单", "统一", "第三年", "第五个工作日", "第三方", "一一对应", "百分之", "“百企引航、千企升级”", ""])("sees no figure in %s", (text) => {
    expect(find(text)).toEqual([]);
  });

  it("writes a period the same way however it is printed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), (n) => {
        expect(find(`每${toChinese(n)}年复核`)).toEqual(find(`每${n}年复核`));
      }),
    );
  });

  it("gives spans in order, inside the text, that begin at a numeral", () => {
    const pieces = fc.constantFrom("1", "２", ".", ",", "，", "．", "一", "十", "百", "第", "年", "月", "个", "工作日", "万", "亿", "元", "%", "％", "般", " ");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (chars) => {
        const text = chars.join("");
        let from = 0;
        for (const { start, end } of findQuantities(text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text[start]).toMatch(/[0-9２一十百]/);
          from = end;
        }
      }),
      { numRuns: 300 },
    );
  });

  it("finds a figure written before a unit wherever it stands", () => {
    const value = fc.integer({ min: 0, max: 9999 });
    fc.assert(
      fc.property(value, fc.constantFrom("亿元", "%", "家", "个月", "个工作日"), fc.constantFrom("", "达到", "，", "（", "；不低于"), (n, unit, before) => {
        const text = `${before}${n}${unit}。`;
        expect(findQuantities(text)).toEqual([expect.objectContaining({ start: before.length, end: text.length - 1, canonical: `${n}${unit}` })]);
      }),
    );
  });

  it("takes a comma for a thousands separator only before three digits: 2021，2022年 are two years", () => {
    expect(find("2021，2022年")).toEqual(["plain 2021", "year 2022年"]);
    expect(find("第5，6家")).toEqual(["plain 5", "count 6家"]);
  });

  it.each(["1", "一", "1,", "1.", "一年", "第一", "〇十"])("comes to the end of 200,000 characters of %s", (piece) => {
    const text = piece.repeat(200_000 / piece.length);
    expect(findQuantities(text).every(({ end }) => end <= text.length)).toBe(true);
  });
});

describe("findDocNumbers", () => {
  it.each([
    ["苏政发〔2018〕86号", "政发2018-86"],
    ["苏政发[2018]86号", "政发2018-86"],
    ["苏政发（2018）86号", "政发2018-86"],
    ["苏政发【2018】86号", "政发2018-86"],
    ["苏政发〔２０１８〕８６号", "政发2018-86"],
    ["苏政发〔2018〕086号", "政发2018-86"],
    ["苏政发〔2018〕 86 号", "政发2018-86"],
    ["国办发〔2023〕14号", "办发2023-14"],
  ])("reads %s whole as %s", (text, canonical) => {
    expect(findDocNumbers(text)).toEqual([{ start: 0, end: text.length, canonical }]);
  });

  it("finds every one of a text, in order, where it stands", () => {
    const text = "根据（国办发〔2023〕14号）和（苏办发〔2018〕22号）要求";
    expect(findDocNumbers(text).map(({ start, end }) => text.slice(start, end))).toEqual(["国办发〔2023〕14号", "苏办发〔2018〕22号"]);
  });

  it.each(["〔2018〕86号", "苏政发〔18〕86号", "苏政发〔2018〕号", "苏政发〔2018〕86", "苏政发〔2018 86号", "（2021-2025年）", "AB〔2018〕86号", ""])(
    "sees no document number in %s",
    (text) => {
      expect(findDocNumbers(text)).toEqual([]);
    },
  );

  it.each(["〔", "〔2018〕", "〔 ", "苏", "〔2018〕1"])("comes to the end of 200,000 characters of %s", (piece) => {
    expect(findDocNumbers(piece.repeat(200_000 / piece.length))).toEqual([]);
  });
});
