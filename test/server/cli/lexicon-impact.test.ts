import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runIngest } from "../../../ingest/pipeline.js";
import { start, type Finished } from "../../support/process.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";

const folder = sharedTempFolder();
const SNAPSHOT_DIR = join(folder, "snapshots");
let corpus: string;
const OLD = "- say: [交本子]\n  mean: [申报材料]\n  weight: 0.9\n  note: 行话\n";

/** The corpus is ingested with one synonym entry; then another is written into its file. */
beforeAll(async () => {
  corpus = writeTinyCorpus(folder, { 
    "documents/trial-measures/asked-as.yaml": "art_2__item_2:\n  - 交本子咋弄\nart_3:\n  - 啥时候回头看\n  - 多久一次\n",
    "lexicon/synonyms.yaml": OLD,
  });
  await runIngest({ corpusFolder: corpus, snapshotRoot: SNAPSHOT_DIR });
  writeFileSync(join(folder, "old.yaml"), OLD);
  writeFileSync(join(corpus, "lexicon/synonyms.yaml"), `${OLD}- say: [回头看]\n  mean: [复核]\n  weight: 1\n  note: 口语\n`);
  writeFileSync(join(folder, "questions.jsonl"), '{"question": "回头看是哪样"}\n不相干\n');
});

const run = (...args: string[]): Promise<Finished> => start("server/cli/lexicon-impact.ts", [...args, "--corpus", corpus], { SNAPSHOT_DIR }).ended;

describe("npm run lexicon:impact", () => {
  it("compares the snapshot's lexicon with the edited one, over asked-as questions and a file", async () => {
    const { code, stdout, stderr } = await run("--questions", join(folder, "questions.jsonl"));
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^快照 [0-9a-f]{12} → .+lexicon\/synonyms\.yaml\n新增 1 条，删去 0 条（改动过的算删去又新增）：\n {2}＋ 回头看 → 复核（1）\n/);
    expect(stdout).toMatch(/3 题，用到这些说法的 1 题，.+有变化的 1 题：\n {2}啥时候回头看　应答条款 trial-measures#art_3：.+ → 第 1 位\n {4}(上升|进入)　第三条（trial-measures#art_3）.+ → 第 1 位\n/);
    expect(stdout).toContain("应答条款上升 1 题，下降 0 题（净 +1）");
    expect(stdout).toContain("题目文件 2 题，用到这些说法的 1 题");
  });

  it("tells what removing an entry would do, and compares with another file; all of it as JSON where asked", async () => {
    const [entry, against] = await Promise.all([run("--entry", "交本子", "--json"), run("--against", join(folder, "old.yaml"), "--limit", "0")]);
    expect(entry.code).toBe(0);
    expect(JSON.parse(entry.stdout)).toMatchObject({ added: [], removed: [{ say: ["交本子"] }], askedAs: { questions: 3, touched: 1, right: { falls: 1 } }, questions: null });
    expect(against.code).toBe(0);
    expect(against.stdout).toContain("old.yaml → ");
    expect(against.stdout).toContain("  其余 1 题未列出");
  });

  it("says so where nothing differs, where nobody says that, and where the options are wrong", async () => {
    const [same, unknown, both, limit] = await Promise.all([
      run("--against", join(corpus, "lexicon/synonyms.yaml")),
      run("--entry", "没人说"),
      run("--entry", "交本子", "--against", join(folder, "old.yaml")),
      run("--limit", "many"),
    ]);
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining("两份词汇对照没有不同。\n") as string });
    expect(unknown).toMatchObject({ code: 1, stdout: "", stderr: "词汇对照里没有「没人说」这个说法。\n" });
    for (const { code, stderr } of [both, limit]) expect([code, stderr.includes("用法：npm run lexicon:impact")]).toEqual([2, true]);
  });
});
