import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runIngest } from "../../../ingest/pipeline.js";
import { startChatServer } from "../../support/chat-server.js";
import { start, type Finished } from "../../support/process.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";

const folder = sharedTempFolder();
const SNAPSHOT_DIR = join(folder, "snapshots");
let corpus: string;
let asked: string;

beforeAll(async () => {
  corpus = writeTinyCorpus(folder);
  asked = join(corpus, "documents/trial-measures/asked-as.yaml");
  await runIngest({ corpusFolder: corpus, snapshotRoot: SNAPSHOT_DIR });
});

const run = (args: string[], environment: Record<string, string> = {}): Promise<Finished> =>
  start("server/cli/asked-as.ts", [...args, "--corpus", corpus], { SNAPSHOT_DIR, ...environment }).ended;

describe("npm run asked-as -- check", () => {
  it("exits with 0 where nothing must be mended, and tells what could be better", async () => {
    const { code, stdout, stderr } = await run(["check"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("trial-measures　6 个条款，2 个问法，每条 0 到 1 个");
    expect(stdout).toContain("【问法不够】\n  documents/trial-measures/asked-as.yaml title　标题有 0 个问法，应有 8 个\n");
    expect(stdout).toMatch(/必须改的 0 处，建议复查的 6 处。\n$/);
  });

  it("exits with 1 and names file, line and provision of what must be mended, as text and as JSON", async () => {
    const good = readFileSync(asked, "utf8");
    writeFileSync(asked, `${good}art_9:\n  - 第九条呢\n`);
    const [text, json] = await Promise.all([run(["check"]), run(["check", "trial-measures", "--json"])]);
    writeFileSync(asked, good);
    expect(text.code).toBe(1);
    expect(text.stdout).toContain("必须改的：\n【没有这个条款】\n  documents/trial-measures/asked-as.yaml 第 6 行 art_9「第九条呢」　没有这个条款地址");
    expect(json.code).toBe(1);
    expect((JSON.parse(json.stdout) as { findings: object[] }).findings[0]).toMatchObject({ kind: "unknown_provision", hard: true, line: 6, eId: "art_9" });
  });
});

it("checks no document that is not there", async () => {
  expect(await run(["check", "no-such"])).toMatchObject({ code: 1, stdout: "", stderr: "没有这份文件，请检查文件编号。\n" });
});

describe("npm run asked-as -- add", () => {
  it("adds a question, says how it takes effect, and refuses it the second time", async () => {
    const add = ["add", "--provision", "trial-measures#art_3", "--question", "隔几年查一回", "--by", "张三"];
    expect(await run(add)).toMatchObject({ code: 0, stdout: "已加入 trial-measures#art_3。运行 npm run ingest 后生效。\n", stderr: "" });
    expect(readFileSync(asked, "utf8")).toContain("art_3:\n  - 多久复核一次\n  - 隔几年查一回 # 张三\n");
    expect(await run(add)).toMatchObject({ code: 1, stdout: "", stderr: "documents/trial-measures/asked-as.yaml 的 art_3：已有这个问法：「隔几年查一回」\n" });
  });

  it("shows the usage and exits with 2 where something is missing or unknown", async () => {
    const outcomes = await Promise.all([run(["add", "--provision", "trial-measures#art_3"]), run([]), run(["drop"]), run(["check", "--fast"])]);
    for (const { code, stderr } of outcomes) {
      expect(code).toBe(2);
      expect(stderr).toContain("用法：npm run asked-as");
    }
  });
});

describe("npm run asked-as -- suggest", () => {
  const drafts = (): string => join(corpus, "documents/trial-measures/asked-as.suggested.yaml");

  it("says that there is no model and exits with 2", async () => {
    expect(await run(["suggest", "trial-measures"])).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("没有配置模型，不能起草") as string });
    expect(existsSync(drafts())).toBe(false);
  });

  it("writes drafts beside the questions, waits for review before it drafts again, and leaves the questions themselves alone", async () => {
    const { baseUrl, calls } = await startChatServer('{"questions": ["办法全名叫啥", "多久复核一次"]}');
    const model = { LLM_BASE_URL: `${baseUrl}/`, LLM_MODEL: "small", LLM_API_KEY: "secret" };
    const before = readFileSync(asked, "utf8");
    const first = await run(["suggest", "trial-measures", "--floor", "1"], model);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("起草了 1 个问法，待审核：");
    expect(readFileSync(drafts(), "utf8")).toMatch(/^# 未审核：由模型 small 起草[^]+title:\n {2}- 办法全名叫啥\n$/);
    expect(calls).toHaveLength(4);
    expect(calls[0]).toMatchObject({ path: "/v1/chat/completions", authorization: "Bearer secret", body: { model: "small" } });
    expect(readFileSync(asked, "utf8")).toBe(before);
    const again = await run(["suggest", "trial-measures"], model);
    expect(again).toMatchObject({ code: 1, stdout: "" });
    expect(again.stderr).toContain("已有未审核的问法");
    rmSync(drafts());
  });

  it("names the variable where the address has no model, and tells in words where the model fails", async () => {
    const { baseUrl } = await startChatServer({ status: 503, body: "" });
    const [noModel, failing, nothing] = await Promise.all([
      run(["suggest", "trial-measures"], { LLM_BASE_URL: baseUrl }),
      run(["suggest", "trial-measures"], { LLM_BASE_URL: baseUrl, LLM_MODEL: "small" }),
      run(["suggest", "nowhere"], { LLM_BASE_URL: baseUrl, LLM_MODEL: "small" }),
    ]);
    expect(noModel.stderr).toMatch(/^环境变量 LLM_MODEL 不对：.+\n$/);
    expect(failing).toMatchObject({ code: 1, stderr: expect.stringMatching(/^对话模型（http:\/\/127\.0\.0\.1:\d+）返回状态 503\n$/) as string });
    expect(nothing).toMatchObject({ code: 1, stderr: "没有这份文件，请检查文件编号。\n" });
    expect(existsSync(drafts())).toBe(false);
  });
});
