import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSnapshot } from "../../../ingest/index.js";
import { runIngest } from "../../../ingest/pipeline.js";
import { Channels } from "../../../server/channels/channels.js";
import { Engine } from "../../../server/chat/engine.js";
import { violations } from "../../support/axe.js";
import { HostSite } from "../../support/host-page.js";
import { Keyboard } from "../../support/keyboard.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";
import { askWidget, launcherOf } from "../../support/widget-stage.js";
import { setWorkbenchStage, type StageOptions, type WorkbenchStage } from "../../support/workbench-stage.js";

const folder = sharedTempFolder();
const QUESTION = "试点集群几年回炉一次";
const NOT_ANSWERED = ["- id: fee", "  about: all", "  examples:", ...["要交钱不", "收费吗", "报名费多少", "要不要押金", "工本费几块", "有没有手续费"].map((one) => `    - ${one}`), "  reason: not_covered", "  say: 文件没有写收费。", ""].join("\n");
/** A process that opens a snapshot loads a segmenter of its own. */
const WORKED_OUT = { timeout: 240_000 };
let corpusDir: string;
let site: HostSite;
let stage: WorkbenchStage;

let world: StageOptions;
beforeAll(async () => {
  corpusDir = writeTinyCorpus(folder, { "not-answered.yaml": NOT_ANSWERED });
  const snapshotDir = join(folder, "snapshots");
  await runIngest({ corpusFolder: corpusDir, snapshotRoot: snapshotDir });
  site = await HostSite.start();
  const channels = join(folder, "channels.yaml");
  writeFileSync(channels, `- id: portal\n  name: 门户\n  origins: [${site.origin}]\n`);
  world = { engines: new Engine(openSnapshot(snapshotDir)), snapshotDir, corpusDir, channels: new Channels(channels) };
});
setWorkbenchStage((set) => (stage = set), () => world);
afterAll(() => site?.stop());

/** Asks in the widget of another site, and says that the answer was no help. */
async function dislike(question: string): Promise<void> {
  const page = await stage.window();
  await page.goto(site.page("/", { body: `<script src="${stage.address}/widget.js" data-channel="portal"></script>` }));
  await launcherOf(page).click();
  const answer = await askWidget(page, question);
  await answer.getByRole("button", { name: "没帮助" }).click();
  await answer.getByText("已收到，谢谢").waitFor();
  const kept = page.waitForResponse((reply) => (reply.request().postData() ?? "").includes("答非所问"));
  await answer.getByRole("button", { name: "答非所问" }).click();
  await kept;
}

const synonyms = (): string => readFileSync(join(corpusDir, "lexicon/synonyms.yaml"), "utf8");

it("a thumb down in the widget comes to the workbench; with the keyboard alone it is replayed, a synonym proposed, its effect seen, and saved", async () => {
  await dislike(QUESTION);
  const page = await stage.signedIn("/asked", { name: "李编辑" });
  await page.getByText("原因：答非所问").waitFor();
  expect(await page.locator(".asked__group").innerText()).toMatch(/试点集群几年回炉一次[\s\S]*1 次[\s\S]*点了没帮助 1/);
  const before = synonyms();
  const keys = await Keyboard.of(page);

  await keys.tabTo(QUESTION);
  await keys.press("Enter");
  await page.getByText("在当时的快照上重放，依据和回答都与当时一致").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  expect(await page.getByRole("region", { name: "依据和得分，第 1 位起" }).innerText()).toContain("第三条");

  await keys.tabTo("补一条词汇对照");
  await keys.press("Enter");
  await page.getByRole("textbox", { name: "群众的说法" }).waitFor();
  await keys.tabTo("群众的说法");
  await keys.type("回炉");
  await keys.tabTo("文件用语");
  await keys.type("复核");
  await keys.press("Enter");
  const effect = page.getByRole("region", { name: "效果" });
  await effect.waitFor(WORKED_OUT);
  expect(await effect.innerText()).toContain("常见问法 2 题");
  expect(await effect.getByRole("region", { name: "这个问题，加上以后" }).innerText()).toContain("第三条（trial-measures）");
  expect(synonyms()).toBe(before);

  await keys.tabTo("保存这条词汇对照");
  await keys.press("Enter");
  await page.locator(".asked__saved").getByText("已写入词汇对照。下次收录（npm run ingest）后生效。").waitFor();
  await keys.focusSoon("已写入词汇对照");
  expect(synonyms()).toBe(`${before}- say: [回炉] # 李编辑\n  mean: [复核]\n  weight: 0.9\n  note: 从提问中补充\n`);
  expect(stage.faults).toEqual([]);
});

describe("a question that is tried", () => {
  it("is taken in under the provision that answers it, once", async () => {
    const page = await stage.signedIn("/asked/try", { name: "李编辑" });
    await page.getByRole("textbox", { name: "问题" }).fill("多长时间复核一次呢");
    await page.getByRole("button", { name: "试问" }).click();
    await page.getByRole("region", { name: "现在的回答" }).waitFor();
    await page.getByText("收为一个条款的常见问法").click();
    await page.getByRole("radio", { name: /第三条/ }).check();
    await page.getByRole("button", { name: "收为这一条的常见问法" }).click();
    await page.locator(".asked__saved").waitFor();
    expect(readFileSync(join(corpusDir, "documents/trial-measures/asked-as.yaml"), "utf8")).toContain("  - 多长时间复核一次呢 # 李编辑\n");
    expect(stage.faults).toEqual([]);
  });

  it("or among what the documents leave open; what is refused is said", async () => {
    const page = await stage.signedIn("/asked/try?q=要给钱吗", { name: "李编辑" });
    await page.getByText("收为“文件没有写”的问法").click();
    await page.getByRole("combobox", { name: "归到" }).selectOption("fee");
    const save = page.getByRole("button", { name: "收为这一条的问法" });
    await page.getByRole("textbox", { name: "问法（可以改短）" }).fill("收费吗");
    await save.click();
    await page.getByText("已写在 fee 下").waitFor();
    await page.getByRole("textbox", { name: "问法（可以改短）" }).fill("要给钱吗");
    await save.click();
    await page.locator(".asked__saved").waitFor();
    expect(readFileSync(join(corpusDir, "not-answered.yaml"), "utf8")).toContain("    - 要给钱吗 # 李编辑\n");
  });

  it("by a reader is answered, and what may be done about it is left to editors", async () => {
    const page = await stage.signedIn("/asked/try?q=多久复核一次");
    await page.getByText("收为一个条款的常见问法").click();
    await page.getByText("保存需要编辑角色").waitFor();
    expect(await page.getByRole("button", { name: /^收为/ }).count()).toBe(0);
  });
});

describe.each([
  { mode: "light", set: (page: Page) => page.getByRole("combobox", { name: "显示颜色" }).selectOption("light") },
  { mode: "dark", set: (page: Page) => page.getByRole("combobox", { name: "显示颜色" }).selectOption("dark") },
  { mode: "elder", set: (page: Page) => page.getByRole("button", { name: "大字" }).click() },
])("in $mode", ({ set }) => {
  beforeAll(() => dislike(`${QUESTION}啊`));
  it.each([360, 1280])("axe finds nothing serious at %i px, and nothing is wider: the list, a turn again, a trial with all that can be done", async (width) => {
    const page = await stage.signedIn("/asked", { viewport: { width, height: 800 } });
    await page.locator(".asked__group").first().waitFor();
    await set(page);
    const wider = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([await violations(page), await wider()]).toEqual([[], 0]);
    await page.locator(".asked__group a").first().click();
    await page.getByText("在当时的快照上重放，依据和回答都与当时一致").waitFor();
    expect([await violations(page), await wider()]).toEqual([[], 0]);
    await page.getByRole("link", { name: "回到提问" }).click();
    await page.getByRole("link", { name: "试问一个问题" }).click();
    await page.getByRole("textbox", { name: "问题" }).fill("试点集群多久复核一次");
    await page.getByRole("button", { name: "试问" }).click();
    await page.getByRole("region", { name: "现在的回答" }).waitFor();
    for (const summary of await page.locator(".asked__remedy summary").all()) await summary.press("Enter");
    await page.getByRole("combobox", { name: "归到" }).waitFor();
    expect([await violations(page), await wider()]).toEqual([[], 0]);
    expect(stage.faults).toEqual([]);
  });
});
