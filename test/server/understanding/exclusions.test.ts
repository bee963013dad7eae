import { describe, expect, it } from "vitest";
import { affirmed, partPlaces } from "../../../server/understanding/exclusions.js";

const PROVINCES = ["贵州", "江苏", "山东"];

/** Places asked about and places ruled out, in the order in which they stand. */
function parted(question: string): [string[], string[]] {
  const places = PROVINCES.filter((name) => question.includes(name)).sort((a, b) => question.indexOf(a) - question.indexOf(b));
  const { asked, excluded } = partPlaces(question, places.map((name) => ({ name, region: name, covered: true })));
  return [asked.map(({ name }) => name), excluded.map(({ name }) => name)];
}

describe("places of a question", () => {
  it.each([
    ["除了贵州，其他省怎么规定", [], ["贵州"]],
    ["不要江苏的，看山东", ["山东"], ["江苏"]],
    ["不是山东，是贵州", ["贵州"], ["山东"]],
    ["除贵州、江苏外还有谁", [], ["贵州", "江苏"]],
    ["贵州和江苏的目标", ["贵州", "江苏"], []],
    ["是不是贵州的办法", ["贵州"], []],
    ["这不是江苏的吗", ["江苏"], []],
  ])("%s asks about %j and rules out %j", (question, asked, excluded) => {
    expect(parted(question)).toEqual([asked, excluded]);
  });
});

it("what a question says it does not mean is left out", () => {
  expect(affirmed("不是管理办法,是指导意见")).toBe("是指导意见");
  expect(affirmed("管理办法里不是写了条件,怎么没有")).toBe("管理办法里不是写了条件,怎么没有");
});
