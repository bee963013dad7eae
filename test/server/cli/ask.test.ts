import { beforeAll, describe, expect, it } from "vitest";
import { answerSchema } from "../../../server/schemas/objects.js";
import { start, type Finished } from "../../support/process.js";
import { openRealSnapshot, realSnapshotRoot } from "../../support/snapshot.js";

const run = (args: string[], snapshotRoot = realSnapshotRoot()): Promise<Finished> => start("server/cli/ask.ts", args, { SNAPSHOT_DIR: snapshotRoot }).ended;

/** The whole text of an article of the measures. */
function articleText(eId: string): string {
  const { text, provisions } = openRealSnapshot().documents.get("gz-measures")!;
  const { start: from, end } = provisions.find((provision) => provision.eId === eId)!;
  return text.slice(from, end);
}

beforeAll(() => void realSnapshotRoot());

describe("npm run ask", () => {
  it("prints the whole provision asked for by number, its source and the draft notice", async () => {
    const { code, stdout, stderr } = await run(["管理办法第十四条"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(articleText("art_14"));
    expect(stdout).toContain("[1] 《贵州省先进制造业集群培育管理办法（征求意见稿）》第十四条（征求意见稿）　gz-measures#art_14");
    expect(stdout).toContain("【提示】");
    expect(stdout).toContain("征求意见稿，尚未正式施行");
  });

  it("prints the answer as JSON that the wire's schema takes, the words of an unquoted question as one question", async () => {
    const { code, stdout } = await run(["--json", "--as-of", "2027-01-01", "--region", "山东", "方案的", "三（一）"]);
    expect(code).toBe(0);
    const answer = answerSchema.parse(JSON.parse(stdout));
    expect(answer).toMatchObject({ outcome: "answered", notices: [{ kind: "expired" }], citations: [{ provisionId: "sd-plan#sec_3__subsec_1" }] });
  });

  it.each([[[]], [["--json", "  "]]])("exits with 2 and tells the usage where nothing is asked: %j", async (args) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/问题不能为空\n用法：npm run ask/);
  });

  it("exits with 2 and tells the usage, and no trace, where an option is unknown", async () => {
    const { code, stderr } = await run(["--help"]);
    expect([code, stderr.includes("用法：npm run ask"), stderr.includes("    at ")]).toEqual([2, true, false]);
  });

  it("exits with 1 and says what to do where there is no snapshot, or no such document", async () => {
    const [noSnapshot, noDocument] = await Promise.all([run(["第一条"], "/nowhere"), run(["--document", "no-such", "第一条"])]);
    expect(noSnapshot).toMatchObject({ code: 1, stdout: "", stderr: "还没有快照，请先运行 npm run ingest\n" });
    expect(noDocument).toMatchObject({ code: 1, stdout: "", stderr: "没有这份文件，请检查文件编号。\n" });
  });
});
