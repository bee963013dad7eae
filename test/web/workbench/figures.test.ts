import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { setWorkbenchStage, type WorkbenchStage } from "../../support/workbench-stage.js";

let stage: WorkbenchStage;
let page: Page;
setWorkbenchStage((set) => {
  stage = set;
});

describe("figures", () => {
  it("shows the targets of a year in one unit as a table with bars as long as the figures say", async () => {
    page = await stage.signedIn("/figures?regions=贵州");
    const table = page.getByRole("table", { name: "到2025年，单位：亿元" });
    await table.waitFor();
    expect(await table.locator(".figures__figure").allInnerTexts()).toEqual([3000, 2000, 3000, 2000, 3000, 1000, 1000, 500].map((size) => `突破${size}亿元`));
    const lengths = await table.locator(".figures__bar-length").evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    expect(lengths[1]! / lengths[0]!).toBeCloseTo(2 / 3, 1);
    expect(lengths[7]! / lengths[0]!).toBeCloseTo(1 / 6, 1);
    expect(await page.getByRole("table", { name: "到2030年，数量级" }).locator(".figures__bar-length").count()).toBe(0);
    expect(stage.faults).toEqual([]);
  });

  it("shows with each figure the exact sentence, the figure marked, and the way to its provision", async () => {
    page = await stage.signedIn("/figures?regions=山东");
    const row = page.getByRole("row").filter({ hasText: "70%以上" });
    await row.getByText("原句").click();
    await expect.poll(() => row.locator("blockquote mark").allInnerTexts()).toEqual(["70%以上"]);
    expect(await row.locator("blockquote").innerText()).toMatch(/^到2025年，先进制造业主营业务收入占规模以上工业比重达70%以上，/);
    await row.getByRole("link").click();
    await expect.poll(() => page.locator(".provision--chosen").innerText()).toContain("70%以上");
  });

  it("tells what is due when, what comes oftener first, each with its sentence", async () => {
    page = await stage.signedIn("/figures");
    const items = page.locator(".timeline__item");
    await items.first().waitFor();
    const times = await page.locator(".timeline__when").allInnerTexts();
    expect(times.slice(0, 5)).toEqual(["每半年", "每年3月底前", "每年", "每年", "每三年"]);
    expect(times).toEqual(expect.arrayContaining(["5个工作日", "近三年", "自公布之日起实施", "2021-2025年"]));
    const report = items.filter({ hasText: "每年3月底前" });
    expect(await report.locator("mark").allInnerTexts()).toEqual(["每年3月底前"]);
    expect(await report.locator(".badge").innerText()).toBe("征求意见稿");
    await report.getByRole("link", { name: "第十六条" }).click();
    await expect.poll(() => page.locator(".provision--chosen").innerText()).toContain("每年3月底前");
  });

  it("is chosen by region with the keyboard, and says where a document sets no figure", async () => {
    page = await stage.signedIn("/figures");
    await expect.poll(() => page.locator("main").innerText()).toContain("原文没有写到哪一年达到什么数值。");
    await page.getByLabel("贵州").focus();
    await page.keyboard.press("Space");
    await expect.poll(() => page.locator(".figures-document").count()).toBe(2);
    expect(new URL(page.url()).searchParams.get("regions")).toBe("江苏,山东");
  });
});
