import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reportSchema } from "../../../server/schemas/eligibility.js";
import { realSnapshotRoot } from "../../support/snapshot.js";
import { tempFolder } from "../../support/temp-folder.js";

const PROJECT = join(import.meta.dirname, "../../..");
const root = realSnapshotRoot();

function run(args: readonly string[], input = "") {
  const { PATH, HOME } = process.env;
  return spawnSync(process.execPath, ["--import", "tsx", "server/cli/eligibility.ts", ...args], { cwd: PROJECT, env: { PATH, HOME, SNAPSHOT_DIR: root }, input, encoding: "utf8" });
}

describe("npm run eligibility", () => {
  it("asks until it is decided, then prints the report", () => {
    const { status, stdout, stderr } = run(["--json"], "贵州省\n企业\n");
    expect(status).toBe(0);
    expect(stderr).toMatch(/集群在哪个省.*准备以谁的名义申报/s);
    expect(reportSchema.parse(JSON.parse(stdout))).toMatchObject({ verdict: "not_eligible" });
  });

  it("takes facts from a file", () => {
    const file = join(tempFolder(), "facts.json");
    writeFileSync(file, JSON.stringify({ region: "其他" }));
    const { status, stdout } = run(["--facts", file, "--as-of", "2026-01-15"]);
    expect([status, stdout.split("\n").slice(0, 2)]).toEqual([0, ["贵州省先进制造业集群申报自测（2026-01-15）", "自测结果：不适用"]]);
  });

  it("names a fact that it cannot take", () => {
    const file = join(tempFolder(), "facts.json");
    writeFileSync(file, JSON.stringify({ reg: 1 }));
    const { status, stderr } = run(["--facts", file]);
    expect(status).toBe(1);
    expect(stderr).toContain("reg：没有这一项事实");
  });

  it.each([
    ["a day that is none", ["--as-of", "2026-13-01"], 2, "确有这一天"],
    ["a file that is not there", ["--facts", "/no/such.json"], 1, "/no/such.json：不存在，请检查路径。"],
    ["an unknown option", ["--help"], 2, "用法："],
  ])("says in Chinese what is wrong with %s", (_what, args, code, told) => {
    const { status, stderr } = run(args);
    expect(status).toBe(code);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain("    at ");
  });

  it("takes no list for facts", () => {
    const file = join(tempFolder(), "facts.json");
    writeFileSync(file, "null");
    expect(run(["--facts", file])).toMatchObject({ status: 1, stderr: `${file}：应为 JSON 对象，事实编号对应值。\n` });
  });
});
