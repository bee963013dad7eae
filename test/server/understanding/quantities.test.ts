import { describe, expect, it } from "vitest";
import { quantitiesIn, yearsOf } from "../../../server/understanding/quantities.js";
import { referencesIn } from "../../../server/understanding/references.js";

const named = (question: string) => quantitiesIn(question, referencesIn(question, undefined));

describe("figures named in a question", () => {
  it.each([
    ["不低于10%的资金", [{ said: "10%", kind: "percent", canonical: "10%", bound: "at_least" }]],
    ["奖励500万元以内吗", [{ said: "500万元", kind: "money", canonical: "500万元", bound: "at_most" }]],
    ["每三年复核吗", [{ said: "三年", kind: "duration", canonical: "3年", bound: null }]],
    ["超过30家企业", [{ said: "30家", kind: "count", canonical: "30家", bound: "at_least" }]],
    ["5亿元以上的企业", [{ said: "5亿元", kind: "money", canonical: "5亿元", bound: "at_least" }]],
  ])("%s: %j", (question, expected) => {
    expect(named(question)).toEqual(expected);
  });

  it("are not the numbers of provisions and documents", () => {
    expect(named("苏政发〔2018〕86号第六条第一、三项")).toEqual([]);
  });

  it("hold the years", () => {
    expect(yearsOf(named("2020年和到2025年的目标"))).toEqual(["2020", "2025"]);
  });
});
