import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arabicDigit, parseNumeral, toChinese } from "../../../ingest/structure/numerals.js";

const FULL_WIDTH_ZERO = 0xff10;
const toFullWidth = (value: number): string =>
  [...String(value)].map((digit) => String.fromCharCode(FULL_WIDTH_ZERO + Number(digit))).join("");
const toPositional = (value: number): string => [...String(value)].map((digit) => "〇一二三四五六七八九"[Number(digit)]!).join("");

describe("numerals", () => {
  it("reads back every number from 1 to 9999 that it writes", () => {
    for (let value = 1; value <= 9999; value++) expect(parseNumeral(toChinese(value))).toBe(value);
  });

  it("reads Arabic digits, half and full width, as their value", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (value) => {
        expect(parseNumeral(String(value))).toBe(value);
        expect(parseNumeral(toFullWidth(value))).toBe(value);
      }),
    );
  });

  it("reads digits that stand by place (二〇二五) as their value", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (value) => {
        expect(parseNumeral(toPositional(value))).toBe(value);
      }),
    );
  });

  it.each([
    ["十", 10], ["十四", 14], ["二十", 20], ["一百零四", 104], ["一百一十", 110], ["一百一十四", 114], ["一千零一十", 1010],
    ["两千", 2000], ["二〇二五", 2025], ["二零二五", 2025], ["九千九百九十九", 9999], ["１４", 14],
  ])("reads %s as %i", (numeral, value) => {
    expect(parseNumeral(numeral)).toBe(value);
  });

  it.each([
    [10, "十"], [14, "十四"], [20, "二十"], [104, "一百零四"], [110, "一百一十"], [1000, "一千"], [1004, "一千零四"], [1010, "一千零一十"],
  ])("writes %i as %s", (value, numeral) => {
    expect(toChinese(value)).toBe(numeral);
  });

  it.each(["", "甲", "十a", "1a", "三 四", "万", "１二"])("refuses %j, which is no numeral", (text) => {
    expect(parseNumeral(text)).toBeNull();
  });

  it.each([0, -1, 1.5, 10_000, Number.NaN])("refuses to write %d and says which values it takes", (value) => {
    expect(() => toChinese(value)).toThrow(/from 1 to 9999/);
  });

  it("gives no digit value to what is no digit", () => {
    expect([..."09０９"].map(arabicDigit)).toEqual([0, 9, 0, 9]);
    expect([..."/:／：一a"].map(arabicDigit)).toEqual([-1, -1, -1, -1, -1, -1]);
  });
});
