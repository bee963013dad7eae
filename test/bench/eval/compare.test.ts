import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changedCases, describeComparison, readRunReport, type RunReport } from "../../../bench/eval/compare.js";
import type { CaseScore } from "../../../bench/eval/scoring.js";
import { summariseGroups } from "../../../bench/eval/summary.js";
import { scoreWith } from "../../support/case-score.js";
import { tempFolder } from "../../support/temp-folder.js";

const report = (snapshot: string, cases: CaseScore[]): RunReport => ({ snapshot, groups: { ...summariseGroups(cases) }, cases });
const before = report("old", [
  scoreWith({ id: "d-1" }),
  scoreWith({ id: "d-2", right: false, evidence: 0.5 }),
  scoreWith({ id: "d-3", right: false, facts: 0 }),
  scoreWith({ id: "d-4" }),
  scoreWith({ id: "d-5" }),
]);
const after = report("new", [
  scoreWith({ id: "d-1", right: false, evidence: 0, facts: 0, outcome: "refused", refusedWrongly: true }),
  scoreWith({ id: "d-2" }),
  scoreWith({ id: "d-3", right: false, facts: 0.5 }),
  scoreWith({ id: "d-4", totalMs: 9 }),
  scoreWith({ id: "d-6" }),
]);

describe("two runs compared", () => {
  it("give every question that came out differently, losses first", () => {
    expect(changedCases(before, after)).toEqual([
      { id: "d-1", verdict: "对→错", evidence: -1, facts: -1, outcome: "answered→refused" },
      { id: "d-2", verdict: "错→对", evidence: 0.5, facts: 0, outcome: "" },
      { id: "d-3", verdict: "错", evidence: 0, facts: 0.5, outcome: "" },
    ]);
    expect(changedCases(before, before)).toEqual([]);
  });

  it("are told with what only one has, and with each group's changed figures", () => {
    expect(describeComparison(before, after).split("\n")).toEqual([
      "与快照 old 的结果相比：错→对 1，对→错 1，其余有变 1。",
      "  对→错  d-1  依据 -1.00  要点 -1.00  answered→refused",
      "  错→对  d-2  依据 +0.50  要点 0",
      "  错  d-3  依据 0  要点 +0.50",
      "  这次没有：d-5",
      "  上次没有：d-6",
      expect.stringMatching(/^全部：依据 90\.0%→80\.0%（变差），要点 80\.0%→70\.0%（变差），误拒 0\.0%→20\.0%（变差）.*p99 2\.0毫秒→9\.0毫秒（变差）$/),
      expect.stringMatching(/^d-：依据 90\.0%→80\.0%（变差）[^毫]*$/),
      expect.stringMatching(/^lookup：/),
      expect.stringMatching(/^staff：/),
    ]);
  });

  it("take an older run that lacks some figures, and refuse a file that is none", () => {
    const path = join(tempFolder(), "old.json");
    writeFileSync(path, JSON.stringify({ ...before, groups: { 全部: { right: 0.5, someOldFigure: 3 } } }));
    expect(describeComparison(readRunReport(path), after)).toContain("\n全部：全对 50.0%→60.0%（变好）");
    writeFileSync(path, '{"snapshot":"x"}');
    expect(() => readRunReport(path)).toThrow(/old\.json 的 groups/);
  });
});
