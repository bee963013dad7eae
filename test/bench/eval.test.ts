import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readRunReport } from "../../bench/eval/compare.js";
import { start, type Finished } from "../support/process.js";
import { realSnapshotRoot } from "../support/snapshot.js";
import { sharedTempFolder } from "../support/temp-folder.js";

const OWN_SET = join(import.meta.dirname, "../../bench/questions/own.jsonl");
const folder = sharedTempFolder();
const set = join(folder, "set.jsonl");
const file = (name: string, content: unknown): string => {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  return join(folder, name);
};
const run = (...args: string[]): Promise<Finished> => start("bench/eval.ts", args, { SNAPSHOT_DIR: realSnapshotRoot() }).ended;

beforeAll(() => {
  realSnapshotRoot();
  writeFileSync(set, readFileSync(OWN_SET, "utf8").split("\n").slice(0, 3).join("\n"));
});

describe("npm run eval", () => {
  it("prints a table of the groups, the spread over folds, and that the floors are held", async () => {
    const { code, stdout, stderr } = await run("--as-of", "2026-01-15", "--folds", "3", "--floors", file("floors.json", { 全部: { brokenCitations: 0 } }), set);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^组 +题数 +全对/);
    for (const group of ["全部", "o-", "lookup", "staff"]) expect(stdout).toMatch(new RegExp(`^${group} +3 `, "m"));
    expect(stdout).toMatch(/^全部 +全对 .*±/m);
    expect(stdout).toContain("底线全部达到。");
  });

  it("exits with 1 where a floor is missed and names it; --json goes to standard output alone, fit for --compare", async () => {
    const first = await run("--json", "--floors", file("high.json", { 全部: { mostCitations: 0 } }), set);
    expect(first.code).toBe(1);
    expect(first.stderr).toMatch(/未达到底线：\n全部 的最多引文为 \d，应不高于 0。/);
    const report = readRunReport(file("first.json", first.stdout));
    expect(report.cases.map(({ id }) => id)).toEqual(["o-001", "o-002", "o-003"]);
    const second = await run("--compare", join(folder, "first.json"), set);
    expect(second.stdout).toContain(`与快照 ${report.snapshot} 的结果相比：错→对 0，对→错 0，其余有变 0。`);
  });

  it.each([[[]], [["--folds", "0", "a.jsonl"]]])("exits with 2 and tells the usage of a wrong call: %j", async (args) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("用法：npm run eval");
  });
});
