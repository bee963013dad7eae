import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "../../support/axe.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { tinyEngine } from "../../support/tiny-app.js";
import { VERSIONED_CORPUS } from "../../support/versioned-corpus.js";
import { setWorkbenchStage, type WorkbenchStage } from "../../support/workbench-stage.js";

const CORPUS = {
  ...VERSIONED_CORPUS,
  "documents/trial-2019/source.txt": ["试点集群管理办法", "第一条 为培育试点集群，制定本办法。", "第二条 试点集群每两年复核一次。", "第三条 申报材料由所在市汇总后报送。", "第四条 联系人应当保持电话畅通。", ""].join("\n"),
  "documents/trial-measures/source.txt": ["试点集群管理办法", "第一条 为培育试点集群，制定本办法。", "第二条 申报材料由所在市汇总后报送。", "第三条 试点集群每三年复核一次。", "第四条 复核不合格的，撤销试点集群称号。", ""].join("\n"),
};
const folder = sharedTempFolder();
let stage: WorkbenchStage;
setWorkbenchStage((set) => (stage = set), async () => ({ engines: await tinyEngine(folder, CORPUS) }));

const cards = (page: Page): Promise<string[]> => page.locator(".change").evaluateAll((found) => found.map((card) => (card as HTMLElement).innerText.replace(/\s+/g, " ")));

it("a diff says what was added, removed and changed, the words marked, and where to read it", async () => {
  const page = await stage.signedIn("/versions?before=trial-2019&after=trial-measures");
  await page.locator(".change").first().waitFor();
  const changed = page.locator(".change--changed");
  expect([await changed.locator("del").allInnerTexts(), await changed.locator("ins").allInnerTexts()].map((words) => words.join(" "))).toEqual([expect.stringContaining("两年"), expect.stringContaining("三年")]);
  expect(await page.locator(".change--removed del").innerText()).toBe("第四条 联系人应当保持电话畅通。");
  expect(await page.locator(".change--added ins").innerText()).toBe("第四条 复核不合格的，撤销试点集群称号。");
  expect(await page.locator(".versions__kinds").innerText()).toBe("新增 1删除 1修改 1移动 0改号 1未变 2");
  expect(await changed.locator(".change__head .badge").allInnerTexts()).toEqual(["修改", "移动", "改号"]);
  expect(await page.locator(".change--unchanged").count()).toBe(0);
  await page.getByRole("link", { name: "新版 第三条" }).first().click();
  await page.locator(".provision--chosen").filter({ hasText: "每三年复核一次" }).waitFor();
  expect(stage.faults).toEqual([]);
});

it("document, versions and filter are chosen, and stand in the address", async () => {
  const page = await stage.signedIn("/versions");
  const old = page.getByRole("combobox", { name: "旧版" });
  await page.locator(".change").first().waitFor();
  expect([await old.inputValue(), await page.getByRole("combobox", { name: "新版" }).inputValue()]).toEqual(["trial-measures", "trial-draft"]);
  await old.selectOption({ label: "2019年版" });
  await page.locator(".versions__counts").waitFor();
  await page.getByRole("checkbox", { name: "只看改动" }).uncheck();
  await page.locator(".change--unchanged").first().waitFor();
  expect(new URL(page.url()).search).toBe("?before=trial-2019&after=trial-draft&all=1");
  await page.getByRole("button", { name: "互换" }).click();
  await page.waitForURL("**/versions?before=trial-draft&after=trial-2019&all=1");
  await page.getByRole("link", { name: /^旧版/ }).and(page.locator('[href*="trial-draft"]')).first().waitFor();
  const told = await cards(page);
  await page.reload();
  await page.locator(".change--unchanged").first().waitFor();
  expect(await cards(page)).toEqual(told);
  await page.getByRole("combobox", { name: "文件" }).selectOption({ label: "任选两份文件" });
  expect(await old.inputValue()).toBe("trial-draft");
  expect(stage.faults).toEqual([]);
});

it("the reader of a version leads to each of the others, the earlier one as the old one", async () => {
  const page = await stage.signedIn("/read/trial-measures");
  await page.getByRole("link", { name: "与2025年征求意见稿对照" }).waitFor();
  await page.getByRole("link", { name: "与2019年版对照" }).click();
  await page.waitForURL("**/versions?before=trial-2019&after=trial-measures");
  await page.locator(".change--changed").waitFor();
  expect(stage.faults).toEqual([]);
});

describe.each([
  { mode: "light", set: (page: Page) => page.getByRole("combobox", { name: "显示颜色" }).selectOption("light") },
  { mode: "dark", set: (page: Page) => page.getByRole("combobox", { name: "显示颜色" }).selectOption("dark") },
  { mode: "elder", set: (page: Page) => page.getByRole("button", { name: "大字" }).click() },
])("in $mode", ({ set }) => {
  it.each([360, 1280])("axe finds nothing serious at %i px, and nothing is wider", async (width) => {
    const page = await stage.signedIn("/versions?before=trial-2019&after=trial-measures&all=1", { viewport: { width, height: 800 } });
    await page.locator(".change").first().waitFor();
    await set(page);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  });
});

it("on paper it says which versions are compared, and how far each may be relied on", async () => {
  const page = await stage.signedIn("/versions?before=trial-2019&after=trial-measures");
  await page.locator(".change").first().waitFor();
  const told = page.locator(".versions__on-paper");
  expect(await told.isVisible()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".versions__choices").isVisible()).toBe(false);
  expect((await told.innerText()).split("\n").map((line) => line.replace(/\s+/g, ""))).toEqual([expect.stringMatching(/^旧版：《试点集群管理办法》.*(已被取代|已失效)$/), expect.stringMatching(/^新版：《试点集群管理办法》.*现行$/)]);
});
