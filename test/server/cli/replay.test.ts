import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, it } from "vitest";
import { Assistant } from "../../../server/chat/assistant.js";
import { Metrics } from "../../../server/plugins/metrics.js";
import { Store } from "../../../server/store/store.js";
import { realEngine } from "../../support/engine.js";
import { start, type Finished } from "../../support/process.js";
import { copyRealSnapshot } from "../../support/snapshot-copy.js";
import { sharedTempFolder } from "../../support/temp-folder.js";

const folder = sharedTempFolder();
const DATABASE_FILE = join(folder, "assistant.sqlite");
let SNAPSHOT_DIR: string;
/** Answers of one conversation: a question, one that leans on it, and one within a document that the caller fixed. */
let answers: string[];

const run = (...args: string[]): Promise<Finished> => start("server/cli/replay.ts", args, { DATABASE_FILE, SNAPSHOT_DIR }).ended;

/** Changes the stored turns past the store. */
function alter(sql: string): void {
  const db = new Database(DATABASE_FILE);
  db.exec(sql);
  db.close();
}

beforeAll(async () => {
  SNAPSHOT_DIR = copyRealSnapshot(folder).root;
  const store = new Store(DATABASE_FILE);
  const assistant = new Assistant(realEngine(), store, new Metrics());
  const first = await assistant.answer({ question: "贵州的专项资金支持什么" });
  const second = await assistant.answer({ question: "那江苏呢", conversationId: first.conversationId });
  const third = await assistant.answer({ question: "重点任务有哪些", documentId: "sd-plan", asOf: "2024-05-01" });
  answers = [first, second, third].map((answer) => answer.answerId);
  store.close();
});

describe("npm run replay", () => {
  it("finds the same evidence again and exits with 0, as text or as JSON", async () => {
    const [text, json] = await Promise.all([run(answers[0]!), run("--json", answers[2]!)]);
    expect(text).toMatchObject({ code: 0, stderr: "" });
    expect(text.stdout).toMatch(/依据一致，共 \d+ 条。\n回答文字一致。\n$/);
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ answerId: answers[2], same: true, sameAnswer: true, differences: [], request: { documentId: "sd-plan", asOf: "2024-05-01" } });
  });

  it("exits with 1 and names what is different, and says so where a turn was kept before requests were", async () => {
    alter(`UPDATE turns SET request = NULL, evidence = json_set(evidence, '$[0].score', 9.5) WHERE answer_id = '${answers[1]}'`);
    const { code, stdout } = await run(answers[1]!);
    expect(code).toBe(1);
    expect(stdout).toMatch(/依据不同，1 条有变化：\n {2}js-opinion#\S+　当时第 1 位（9\.5），现在第 1 位（[\d.]+）\n/);
    expect(stdout).toContain("没有存下当时限定的地区和文件");
  });

  it("exits with 2 for an answer that was never given, without an id, with an unknown option, and without a database", async () => {
    const nowhere = join(folder, "none.sqlite");
    const [unknown, nothing, option, database] = await Promise.all([
      run("no-such"),
      run(),
      run("--fast", "x"),
      start("server/cli/replay.ts", ["x"], { DATABASE_FILE: nowhere, SNAPSHOT_DIR }).ended,
    ]);
    expect(unknown).toMatchObject({ code: 2, stdout: "", stderr: "没有编号为「no-such」的回答。\n" });
    expect(nothing).toMatchObject({ code: 2, stdout: "" });
    expect(option.stderr).toMatch(/^参数不对：.+\n用法：npm run replay/s);
    expect(database.stderr).toContain("没有会话数据库");
    expect([database.code, existsSync(nowhere)]).toEqual([2, false]);
  });

  it("exits with 3 and says so where the snapshot of that turn is no longer kept", async () => {
    const generation = readdirSync(SNAPSHOT_DIR).find((name) => /^\d{8}T/.test(name))!;
    renameSync(join(SNAPSHOT_DIR, generation), join(folder, generation));
    const { code, stdout, stderr } = await run(answers[0]!);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(/^快照 [0-9a-f]{12} 已不再保留（只留最近 3 代）\n$/);
  });
});
