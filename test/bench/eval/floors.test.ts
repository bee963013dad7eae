import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missedFloors, readFloors } from "../../../bench/eval/floors.js";
import { summariseGroups } from "../../../bench/eval/summary.js";
import { scoreWith } from "../../support/case-score.js";
import { tempFolder } from "../../support/temp-folder.js";

/** Three of four right, one of them a refusal that was due. */
const groups = summariseGroups([
  scoreWith({ id: "d-1" }),
  scoreWith({ id: "d-2", refuse: true, outcome: "refused", refusedRightly: true }),
  scoreWith({ id: "p-1", citations: 9 }),
  scoreWith({ id: "p-2", right: false, evidence: 0.5, facts: 0 }),
]);

describe("floors", () => {
  it("pass where every figure is at its bar or better", () => {
    expect(missedFloors(groups, { 全部: { right: 0.75, refusedWrongly: 0, mostCitations: 9 }, "d-": { right: 1 } })).toEqual([]);
  });

  it("name the group, the measure, the figure and the bar of each that is missed", () => {
    expect(missedFloors(groups, { 全部: { right: 0.8, evidence: 0.8, mostCitations: 8 }, "p-": { facts: 0.6 } })).toEqual([
      "全部 的全对为 75.0%，应不低于 80.0%。",
      "全部 的最多引文为 9，应不高于 8。",
      "p- 的要点为 50.0%，应不低于 60.0%。",
    ]);
  });

  it("miss where the set has no such group: a bar over nothing holds nothing", () => {
    expect(missedFloors(groups, { "x-": { right: 0 } })).toEqual(["题集里没有“x-”这一组。"]);
  });

  it("are refused where they name no measure or hold no number", () => {
    const path = join(tempFolder(), "floors.json");
    writeFileSync(path, '{"全部":{"rihgt":0.8}}');
    expect(() => readFloors(path)).toThrow(/floors\.json 的 全部/);
    writeFileSync(path, '{"全部":{"right":"0.8"}}');
    expect(() => readFloors(path)).toThrow(/全部\.right/);
  });
});
