import { describe, expect, it } from "vitest";
import { figuresOf } from "../../../../server/chat/guards/figures.js";

describe("the figures of a text", () => {
  it.each([
    ["每三年复核一次", "每3年复核1次"],
    ["占１０％", "占10%"],
    ["百分之七十以上", "70%以上"],
    ["三分之一", "3分之1"],
    ["约七成", "约70%"],
    ["七成半", "75%"],
    ["3,000亿元", "3000亿元"],
    ["三至五年", "3－5年"],
    ["2021-2025年", "2021年到2025年"],
    ["二〇二五年", "2025年"],
    ["苏政发〔2018〕86号", "苏政发（2018）86号"],
    ["第六条第三项", "第六条第（三）项"],
    ["第十条至第十二条", "第十条、第十一条和第十二条"],
  ])("are the same in 「%s」 and 「%s」", (one, other) => {
    expect(figuresOf(one).length).toBeGreaterThan(0);
    expect(new Set(figuresOf(one))).toEqual(new Set(figuresOf(other)));
  });

  it.each([
    ["第十四条", "第十五条"],
    ["第四条", "第十四条"],
    ["第六条第（三）项", "第六条第（四）项"],
    ["第六条第（三）项", "第七条第（三）项"],
    ["二（一）", "三（一）"],
    ["第三方", "第四方"],
    ["三至五年", "二至五年"],
    ["2021-2025年", "2020-2025年"],
    ["百分之七十", "百分之九十"],
    ["三分之一", "三分之二"],
    ["向万亿级迈进", "向千亿级迈进"],
    ["5个工作日", "5个月"],
    ["10%", "10个百分点"],
    ["8万亿元", "8亿元"],
    ["苏政发〔2018〕86号", "苏办发〔2018〕86号"],
    ["2018年6月25日", "2018年6月26日"],
  ])("tell 「%s」 from 「%s」", (one, other) => {
    const known = new Set(figuresOf(one));
    expect(figuresOf(other).some((figure) => !known.has(figure))).toBe(true);
  });

  it("count a provision's number once, with its steps, and none of its digits as a quantity", () => {
    expect(figuresOf("第6条第3项")).toEqual(["§art6", "§art6item3", "§item3"]);
  });

  it("are none in words that only hold a numeral: 一批, 统一, 一般, 建成三成果", () => {
    expect(figuresOf("一批、统一、一般、唯一、建成三成果")).toEqual([]);
  });
});
