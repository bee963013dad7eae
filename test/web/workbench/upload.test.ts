import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { runIngest } from "../../../ingest/pipeline.js";
import { Channels } from "../../../server/channels/channels.js";
import { Engines } from "../../../server/chat/engines.js";
import { Store } from "../../../server/store/store.js";
import { keepUp } from "../../../server/upkeep.js";
import { violations } from "../../support/axe.js";
import { makeDocx, p } from "../../support/formats/make-docx.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";
import { setWorkbenchStage, type WorkbenchStage } from "../../support/workbench-stage.js";

const LINES = ["贵州省新区集群管理办法", "第一条 为培育新区集群，制定本办法。", "提出申请。由企业向管委会提交。", "第三条 初审推荐。集群每四年复核一次，依据第九条执行。"];
const WORD_FILE = { name: "新区办法.docx", mimeType: "application/octet-stream", buffer: Buffer.from(makeDocx({ body: LINES.map((line) => p(line)).join("") })) };
/** The ingest is a process of its own, and so is the reading before it. */
const TAKEN_IN = { timeout: 120_000 };
const EDITOR = { name: "李编辑" };

const folder = sharedTempFolder();
let corpusDir: string;
let stage: WorkbenchStage;
let stop: (() => void) | undefined;
setWorkbenchStage(
  (set) => {
    stage = set;
  },
  async () => {
    corpusDir = writeTinyCorpus(folder);
    const snapshotDir = join(folder, "snapshots");
    await runIngest({ corpusFolder: corpusDir, snapshotRoot: snapshotDir });
    const engines = new Engines({ snapshotDir, embedding: null, rerank: null });
    const [channels, store] = [new Channels(null), new Store(":memory:")];
    const silent = { info: () => undefined, error: () => undefined } as unknown as Parameters<typeof keepUp>[0]["log"];
    stop = keepUp({ engines, channels, store, retentionDays: 0, log: silent });
    return { engines, channels, store, corpusDir, snapshotDir };
  },
);
afterAll(() => stop?.());

const documents = (): string[] => readdirSync(join(corpusDir, "documents")).sort();
const waiting = (): string[] => (existsSync(join(corpusDir, ".uploads")) ? readdirSync(join(corpusDir, ".uploads")) : []);

/** Chooses the Word file. @returns the page, which shows how it was read */
async function uploaded(): Promise<Page> {
  const page = await stage.signedIn("/upload", EDITOR);
  await page.getByLabel("选择一份文件，或拖到这里").setInputFiles(WORD_FILE);
  await page.getByRole("heading", { name: WORD_FILE.name }).waitFor(TAKEN_IN);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  return page;
}

const field = (page: Page, name: string) => page.getByRole("form", { name: "文件信息" }).getByLabel(name, { exact: false }).first();

it("a file is looked at, described, published, and stands in the reader and in the report", async () => {
  const page = await uploaded();
  const structure = page.getByRole("region", { name: "结构和正文" }).first();
  expect(await structure.innerText()).toMatch(/第二条\s*art_2\s*推定\s*提出申请。由企业向管委会提交。/);
  expect(await page.locator(".preview__notes").innerText()).toMatch(/文内引用「第九条」没有对上[\s\S]*原文未标序号，按前后推定为第二条/);
  await page.getByRole("link", { name: "第 3 行" }).click();
  await page.waitForURL("**#art_2");
  expect(documents()).toEqual(["trial-measures"]);

  expect(await field(page, "标题").inputValue()).toBe(LINES[0]);
  expect(await field(page, "编号").inputValue()).toBe("gzsxqjqglbf");
  await field(page, "编号").fill("新区办法");
  await page.getByRole("button", { name: "发布并收录" }).click();
  await page.getByText("文件信息还有没写对的地方。请看：编号、发文机关。").waitFor();
  expect(await page.locator("#meta-id-fault").innerText()).toBe("应为小写字母、数字和连字符");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("meta-id");
  stage.faults = [];

  await field(page, "编号").fill("new-measures");
  await field(page, "发文机关").fill("新区管委会");
  await field(page, "成文日期").fill("2026-01-05");
  await page.getByRole("button", { name: "发布并收录" }).click();
  await page.getByRole("region", { name: "收录" }).waitFor();
  await page.getByRole("link", { name: "打开这份文件" }).click(TAKEN_IN);
  await page.locator(".provision").filter({ hasText: "集群每四年复核一次" }).waitFor();
  expect(readFileSync(join(corpusDir, "documents/new-measures/meta.yaml"), "utf8")).toContain("issuer: 新区管委会");
  expect(waiting()).toEqual([]);

  await page.getByRole("link", { name: "收录报告" }).click();
  await page.getByText("收录了 2 份文件").first().waitFor();
  const report = page.locator(".report__file").filter({ hasText: "new-measures" });
  expect(await report.innerText()).toMatch(/source\.docx[\s\S]*推定\s*原文未标序号/);
  await report.getByRole("link", { name: "第 3 行" }).click();
  await page.locator(".provision--chosen").filter({ hasText: "提出申请" }).waitFor();
  expect(stage.faults).toEqual([]);
});

it("what is refused is told at its field, what the ingest cannot read with its reason; the corpus is as before, and what was typed is still there", async () => {
  const before = documents();
  const page = await uploaded();
  await field(page, "编号").fill("refused");
  await field(page, "发文机关").fill("新区管委会");
  await field(page, "与已收录文件的关系").selectOption({ label: "取代" });
  await field(page, "哪一份文件").selectOption("trial-measures");
  await page.getByRole("button", { name: "发布并收录" }).click();
  await page.locator("#meta-effective-fault").waitFor();
  expect(await page.locator("#meta-effective-fault").innerText()).toContain("写了取代或废止「trial-measures」，还应写明从哪一天起");
  stage.faults = [];

  writeFileSync(join(corpusDir, ".uploads", waiting()[0]!, "document/source.docx"), Uint8Array.of(0xff, 0xc0, 0x00));
  await field(page, "施行日期").fill("2026-02-01");
  await page.getByRole("button", { name: "发布并收录" }).click();
  const panel = page.getByRole("region", { name: "收录" });
  await panel.getByText("没有收录：refused").waitFor(TAKEN_IN);
  expect(await panel.innerText()).toMatch(/refused[\s\S]*语料和发布前一样/);
  expect(documents()).toEqual(before);

  await panel.getByRole("link", { name: "改好文件信息再发布" }).click();
  await page.getByText("上一次发布时填的").waitFor();
  expect([await field(page, "编号").inputValue(), await field(page, "哪一份文件").inputValue()]).toEqual(["refused", "trial-measures"]);
  await page.getByRole("button", { name: "不要这份文件" }).click();
  await page.getByRole("heading", { name: "上传文件" }).waitFor();
  expect(waiting()).toEqual([]);
  expect(stage.faults).toEqual([]);
});

it("whoever has gone elsewhere while a file is read stays there", async () => {
  const page = await stage.signedIn("/upload", EDITOR);
  let left: () => void = () => undefined;
  const isElsewhere = new Promise<void>((resolve) => (left = resolve));
  let uploadId = "";
  await page.route("**/api/staff/uploads", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch({ timeout: TAKEN_IN.timeout });
    ({ uploadId } = (await response.json()) as { uploadId: string });
    await isElsewhere;
    await route.fulfill({ response });
  });
  await page.getByLabel("选择一份文件，或拖到这里").setInputFiles(WORD_FILE);
  await page.getByText("正在读取 新区办法.docx").first().waitFor();
  await page.getByRole("link", { name: "收录报告" }).click();
  await page.getByRole("heading", { name: "收录报告" }).waitFor();
  // The report is told after it is seen, in the same place.
  await page.getByRole("status").filter({ hasText: /^收录了/ }).waitFor({ state: "attached" });
  left();
  await page.getByText("已读出 新区办法.docx").waitFor({ state: "attached" });
  expect(new URL(page.url()).pathname).toMatch(/\/report$/);
  rmSync(join(corpusDir, ".uploads", uploadId), { recursive: true });
  expect(stage.faults).toEqual([]);
});

it("a file that is dropped is read as well; one that cannot be read is refused with the reason, and nothing of it is kept", async () => {
  const page = await stage.signedIn("/upload", EDITOR);
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.of(0xff, 0xc0, 0x00)], "坏文件.txt"));
    return transfer;
  });
  await page.dispatchEvent(".choose-file__field", "drop", { dataTransfer: dropped });
  await page.getByRole("alert").filter({ hasText: "这份文件读不出来" }).waitFor(TAKEN_IN);
  expect(waiting()).toEqual([]);
});

it("is there for editors only", async () => {
  const page = await stage.signedIn("/upload");
  await page.getByRole("heading", { name: "需要编辑角色" }).waitFor();
  expect(await page.getByRole("navigation", { name: "工作台" }).getByRole("link", { name: "上传" }).count()).toBe(0);
  expect(stage.faults).toEqual([]);
});

it("the report is filtered to what wants a look, and the filter stands in the address", async () => {
  const page = await stage.signedIn("/report");
  await page.locator(".report__file").first().waitFor();
  await page.getByRole("checkbox", { name: "只看有问题的" }).check();
  await page.waitForURL("**/report?odd=1");
  for (const card of await page.locator(".report__file").all()) expect(await card.innerText()).toMatch(/请核对|未收录|推定|失败/);
});

describe.each([
  { mode: "light", set: (page: Page) => page.getByRole("combobox", { name: "显示颜色" }).selectOption("light") },
  { mode: "dark", set: (page: Page) => page.getByRole("combobox", { name: "显示颜色" }).selectOption("dark") },
  { mode: "elder", set: (page: Page) => page.getByRole("button", { name: "大字" }).click() },
])("in $mode", ({ set }) => {
  it("axe finds nothing serious in a preview and its faults, and nothing is wider than a narrow phone", async () => {
    const page = await uploaded();
    await page.setViewportSize({ width: 360, height: 740 });
    await set(page);
    await page.getByText("更多信息").click();
    await field(page, "标题").fill("");
    await page.getByRole("button", { name: "发布并收录" }).click();
    await page.locator("#meta-title-fault").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    stage.faults = [];
    await page.getByRole("button", { name: "不要这份文件" }).click();
    await page.locator(".choose-file, .preview__head .failure").waitFor();
    expect(stage.faults).toEqual([]);
  });
});
