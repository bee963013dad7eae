import { describe, expect, it } from "vitest";
import type { Target } from "../../../server/schemas/figures.js";
import { figureGroups, groupName } from "../../../web/workbench/figures/figure-groups.js";
import { toggled } from "../../../web/workbench/parts/choice-group.js";
import { piecesOf } from "../../../web/workbench/parts/marked.js";

const target = (documentId: string, year: string, unit: string, value: number | null): Target => ({ documentId, year, unit, value }) as Target;

describe("the charts of targets", () => {
  it("never mix units, years or documents", () => {
    const groups = figureGroups([target("a", "2025", "亿元", 3000), target("a", "2020", "家", 30), target("a", "2025", "万亿元", 8), target("b", "2025", "亿元", 500), target("a", "2025", "亿元", 1000)]);
    expect(groups.map(({ documentId, year, unit, targets }) => [documentId, year, unit, targets.length])).toEqual([["a", "2020", "家", 1], ["a", "2025", "亿元", 2], ["a", "2025", "万亿元", 1], ["b", "2025", "亿元", 1]]);
  });

  it("are drawn only where there are values to compare", () => {
    const longest = figureGroups([target("a", "2025", "亿元", 3000), target("a", "2025", "亿元", 1000), target("a", "2025", "家", 30), target("a", "2030", "级", null), target("a", "2030", "级", null)]).map((group) => group.longest);
    expect(longest).toEqual([3000, null, null]);
  });

  it("are called by year and unit", () => {
    expect([groupName({ year: "2025", unit: "亿元" }), groupName({ year: "2030", unit: "级" })]).toEqual(["到2025年，单位：亿元", "到2030年，数量级"]);
  });
});

describe("a marked quote", () => {
  it("has every character once, marked where a span lies", () => {
    const pieces = piecesOf("到2025年，规模超万亿元。", 100, [{ start: 108, end: 113 }, { start: 110, end: 113 }]);
    expect(pieces.map(({ text }) => text).join("")).toBe("到2025年，规模超万亿元。");
    expect(pieces.filter(({ isMarked }) => isMarked).map(({ text }) => text).join("")).toBe("模超万亿元".slice(-5));
  });

  it("is itself where nothing of it is marked", () => {
    expect(piecesOf("原文。", 0, [])).toEqual([{ text: "原文。", isMarked: false }]);
  });
});

describe("a choice of several", () => {
  it("keeps the order of the options, and tells all of them as none", () => {
    expect(toggled(["甲", "乙", "丙"], ["甲", "乙", "丙"], "乙")).toEqual(["甲", "丙"]);
    expect(toggled(["甲", "乙", "丙"], ["丙"], "甲")).toEqual(["甲", "丙"]);
    expect(toggled(["甲", "乙", "丙"], ["甲", "丙"], "乙")).toEqual([]);
  });
});
