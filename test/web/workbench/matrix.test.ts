import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { Keyboard } from "../../support/keyboard.js";
import { parseCsv } from "../../support/parse-csv.js";
import { setWorkbenchStage, type WorkbenchStage } from "../../support/workbench-stage.js";

let stage: WorkbenchStage;
let page: Page;
setWorkbenchStage((set) => {
  stage = set;
});

const row = (theme: string): Locator => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: theme }) });
const query = (): URLSearchParams => new URL(page.url()).searchParams;
const told = (): Promise<string> => page.locator("body > .visually-hidden[role=status]").innerText();

describe("the comparison", () => {
  it("has a column a region and a row a theme, and says where the text says nothing", async () => {
    page = await stage.signedIn("/matrix");
    await expect.poll(() => page.getByRole("columnheader").allInnerTexts()).toEqual(["主题", "贵州", "江苏", "山东"]);
    expect(await page.getByRole("rowheader").count()).toBe(9);
    expect(await row("申报主体").getByRole("cell").nth(1).innerText()).toContain("原文没有写");
    expect(await row("考核").getByRole("cell").nth(1).innerText()).toContain("加快研究制定先进制造业集群高质量发展的指标体系");
    await expect.poll(told).toBe("对照表：3 栏，9 个主题");
    expect(stage.faults).toEqual([]);
  });

  it("marks drafts and plans whose period is over in every cell", async () => {
    page = await stage.signedIn("/matrix?themes=funding");
    const cells = row("资金").getByRole("cell");
    await expect.poll(() => cells.nth(0).locator(".badge").allInnerTexts()).toEqual(["征求意见稿", "征求意见稿"]);
    expect(await cells.nth(1).locator(".badge").allInnerTexts()).toEqual(["现行"]);
    expect(await cells.nth(2).locator(".badge").allInnerTexts()).toEqual(["规划期已满"]);
  });

  it("opens a provision of a cell in the reader, highlighted, and the way back leads to the same comparison", async () => {
    page = await stage.signedIn("/matrix?themes=assessment");
    await page.locator('[data-provision="gz-measures#art_15"]').click();
    await expect.poll(() => page.locator(".provision--chosen").innerText()).toContain("每三年复核一次");
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe("/workbench/read/gz-measures#art_15");
    await page.goBack();
    await expect.poll(() => page.getByRole("rowheader").allInnerTexts()).toEqual([expect.stringContaining("考核")]);
  });

  it("is chosen by region, theme and document, and the address keeps what was chosen", async () => {
    page = await stage.signedIn("/matrix");
    await page.getByRole("group", { name: "地区" }).getByLabel("贵州").uncheck();
    await expect.poll(() => page.getByRole("columnheader").allInnerTexts()).toEqual(["主题", "江苏", "山东"]);
    await page.getByLabel("方向").uncheck();
    await expect.poll(() => page.getByRole("rowheader").count()).toBe(8);
    await page.getByLabel(/加上背景材料/).check();
    await expect.poll(() => page.getByRole("columnheader").last().innerText()).toBe("背景材料（不是政策文件）");
    expect(query().get("regions")).toBe("江苏,山东");
    await page.reload();
    await expect.poll(() => page.getByRole("columnheader").count()).toBe(4);
    expect(await page.getByLabel("方向").isChecked()).toBe(false);
  });

  it("folds long quotes after a clause and long cells after a few provisions, and unfolds them whole", async () => {
    page = await stage.signedIn("/matrix?themes=clusters,funding");
    const long = page.getByRole("button", { name: "第十四条：展开摘录" });
    const text = page.locator(".matrix-quote", { has: page.locator('[data-provision="gz-measures#art_14"]') }).locator(".matrix-quote__text");
    await expect.poll(() => text.innerText()).toMatch(/[，；。、]……\s*展开$/);
    await long.click();
    await expect.poll(() => text.innerText()).toContain("公共服务活动实施、集群内企业项目建设等。");
    const folded = row("培育对象").getByRole("cell").nth(2).getByText("另有 17 处");
    await folded.click();
    expect(await page.locator('[data-provision="sd-plan#sec_2__subsec_1__point_20"]').isVisible()).toBe(true);
  });

  it("can be had with the keyboard alone: choose, unfold, open a provision", async () => {
    page = await stage.signedIn("/matrix?themes=assessment,funding");
    await page.locator(".matrix-quote").first().waitFor();
    const keys = await Keyboard.of(page);
    await keys.tabTo("山东");
    await keys.press("Space");
    await expect.poll(() => page.getByRole("columnheader").allInnerTexts()).toEqual(["主题", "贵州", "江苏"]);
    await keys.tabTo("第十四条：展开摘录", { most: 40 });
    await keys.press("Enter");
    await keys.focusSoon("第十四条：收起");
    await keys.tabTo("第十四条", { key: "Shift+Tab", most: 1 });
    await keys.press("Enter");
    await expect.poll(() => page.locator(".provision--chosen").innerText()).toContain("第十四条");
  });

  it("says so where nothing is left to compare", async () => {
    page = await stage.signedIn("/matrix?regions=贵州&documents=js-opinion");
    await expect.poll(() => page.locator(".wb-panel").innerText()).toContain("没有可以对照的文件");
    expect(await page.getByRole("link", { name: "导出 Word" }).count()).toBe(0);
  });
});

describe("what is exported", () => {
  const download = async (name: string): Promise<{ name: string; bytes: Buffer }> => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };

  it("opens, and holds what is on the screen: Word and a spreadsheet", async () => {
    page = await stage.signedIn("/matrix?regions=江苏&themes=funding,applicants");
    await page.locator(".matrix-quote").first().waitFor();
    const shown = await page.locator("[data-provision]").evaluateAll((links) => links.map((link) => link.getAttribute("data-provision")!));
    const word = await download("导出 Word");
    expect(word.name).toBe("各地政策对照表.docx");
    const xml = strFromU8(unzipSync(word.bytes)["word/document.xml"]!);
    for (const provision of shown) expect(xml).toContain(provision);
    for (const words of ["原文摘录：“", "支持产业发展财政专项资金按10%的比例", "苏政发〔2018〕86号", "原文没有写"]) expect(xml).toContain(words);
    expect(xml).not.toContain("贵州");
    const csv = await download("导出 CSV");
    const [, ...rows] = parseCsv(csv.bytes.toString("utf8"));
    expect(rows.map((cells) => cells[7]).filter((address) => address !== "")).toEqual(shown);
    expect(rows[0]).toEqual(["申报主体", "江苏", "江苏省政府关于加快培育先进制造业集群的指导意见", "苏政发〔2018〕86号", "现行", "", "", "", "原文没有写"]);
  });
});
