import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt } from "../../../web/workbench/search/excerpt.js";

const clause = "各市州要结合实际抓好落实，";
const spansOf = (text: string, word: string) => [...text.matchAll(new RegExp(word, "g"))].map(({ index }) => ({ start: index, end: index + word.length }));

describe("excerpt", () => {
  it("shows a short text whole", () => {
    expect(excerpt("短短一条", [])).toEqual({ start: 0, end: 4 });
  });

  it("begins a long text at its beginning where nothing matched", () => {
    expect(excerpt(clause.repeat(50), []).start).toBe(0);
  });

  it("shows the clause that holds what matched, from its beginning", () => {
    const text = `${clause.repeat(40)}省财政每年安排专项资金，${clause.repeat(40)}`;
    const { start, end } = excerpt(text, spansOf(text, "专项资金"));
    expect(text.slice(start, end)).toMatch(/^省财政每年安排专项资金，/);
  });

  it("prefers the part where more matched", () => {
    const text = `${clause.repeat(10)}资金。${clause.repeat(40)}资金、资金、资金。${clause.repeat(20)}`;
    const { start, end } = excerpt(text, spansOf(text, "资金"));
    expect(spansOf(text, "资金").filter((span) => span.start >= start && span.end <= end)).toHaveLength(3);
  });

  it("stays inside the text, and is never empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("政", "策", "。"), minLength: 1, maxLength: 900 }), fc.nat(899), (text, at) => {
        const spans = at < text.length ? [{ start: at, end: at + 1 }] : [];
        const { start, end } = excerpt(text, spans);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(end).toBeGreaterThan(start);
      }),
    );
  });
});
