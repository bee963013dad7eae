import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { setWorkbenchStage, type WorkbenchStage } from "../../support/workbench-stage.js";

let stage: WorkbenchStage;
let page: Page;
setWorkbenchStage((set) => (stage = set));

const field = (): Locator => page.getByRole("searchbox");
const hits = (): Locator => page.locator(".hit");
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? "");
const query = (): URLSearchParams => new URL(page.url()).searchParams;
const told = (): Promise<string> => page.locator("body > .visually-hidden[role=status]").innerText();

describe("searching as one types", () => {
  it("finds without Enter, marks what matched, and tells how many were found", async () => {
    page = await stage.signedIn("/search");
    await field().pressSequentially("专项资金比例");
    await hits().first().waitFor();
    await expect.poll(() => query().get("q")).toBe("专项资金比例");
    // Until its reply is there, what was found for the first letters stands.
    await expect.poll(() => hits().first().locator("mark").allInnerTexts()).toEqual(expect.arrayContaining(["专项资金", "比例"]));
    await expect.poll(told).toMatch(/^找到 \d+ 条$/);
    expect(stage.faults).toEqual([]);
  });

  it("puts a provision named by its number first, and says that it was named", async () => {
    page = await stage.signedIn("/search");
    await field().fill("管理办法第六条第（六）项");
    await expect.poll(() => hits().first().locator(".hit__label").innerText()).toBe("第六条第（六）项");
    expect(await hits().first().innerText()).toContain("条款号直达");
    // Standings come with the documents, which are asked for apart.
    await expect.poll(() => hits().first().innerText()).toContain("征求意见稿");
  });

  it("says why a provision stands where it does: parts that sum to its score", async () => {
    page = await stage.signedIn("/search?q=复核");
    await hits().first().getByText("为什么排在这里").click();
    const scores = (await hits().first().locator(".ranking__score").allInnerTexts()).map((text) => Number(text.replace("−", "-").replace("+", "")));
    const [sum, ...parts] = scores;
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((total, part) => total + part, 0)).toBeCloseTo(sum!, 2);
  });

  it("drops the reply to what is asked no more, however late it comes", async () => {
    page = await stage.signedIn("/search");
    await page.route(/api\/search\?.*q=%E5%A4%8D%E6%A0%B8&/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => undefined);
    });
    const asked = page.waitForRequest(/q=%E5%A4%8D%E6%A0%B8&/);
    await field().fill("复核");
    await asked;
    await field().fill("专项资金比例");
    await expect.poll(() => hits().first().innerText()).toContain("专项资金");
    await page.waitForTimeout(2000);
    expect(await hits().first().innerText()).toContain("专项资金");
  });

  it("waits for the end of an IME composition", async () => {
    page = await stage.signedIn("/search");
    await field().evaluate((input: HTMLInputElement) => {
      input.value = "zhuan xiang";
      input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    });
    await page.waitForTimeout(400);
    expect(query().get("q")).toBe(null);
    await field().evaluate((input: HTMLInputElement) => {
      input.value = "专项";
      input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    });
    await expect.poll(() => query().get("q")).toBe("专项");
  });
});

describe("the keyboard", () => {
  it("goes through the results and back to the field, opens one with Enter, comes back to it, and Escape leads to the field and clears it", async () => {
    page = await stage.signedIn("/search?q=复核");
    await hits().nth(1).waitFor();
    const label = await hits().nth(1).locator(".hit__label").innerText();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    expect(await focused()).toContain(label);
    await page.keyboard.press("Enter");
    await page.locator(".provision--chosen").first().waitFor();
    expect(await page.locator(".document-bar__label").innerText()).toBe(label);
    await page.goBack();
    await expect.poll(focused).toContain(label);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.locator(".document-line").first().waitFor();
    await expect.poll(() => field().inputValue()).toBe("");
    expect(await field().evaluate((input) => input === document.activeElement)).toBe(true);
  });
});

describe("filters", () => {
  it("stand in the address, hold what is found to themselves, and come back with it", async () => {
    page = await stage.signedIn("/search?q=专项资金");
    await hits().first().waitFor();
    await page.getByRole("combobox", { name: "地区" }).selectOption("江苏");
    await expect.poll(() => query().get("region")).toBe("江苏");
    await expect.poll(async () => new Set(await page.locator(".hit .badge--region").allInnerTexts())).toEqual(new Set(["江苏"]));
    await page.reload();
    await hits().first().waitFor();
    await expect.poll(() => page.getByRole("combobox", { name: "地区" }).inputValue()).toBe("江苏");
    await page.getByRole("combobox", { name: "地区" }).selectOption("");
    await page.getByRole("combobox", { name: "效力" }).selectOption("non_normative");
    await expect.poll(async () => new Set(await page.locator(".hit .badge--non_normative").allInnerTexts())).toEqual(new Set(["非政策文件"]));
  });

  it("that leave nothing say so, and what to do", async () => {
    page = await stage.signedIn("/search?q=专项资金&status=superseded");
    await page.getByText("没有找到。可以换一种说法").waitFor();
    await expect.poll(told).toBe("没有找到");
  });
});

it("a search that fails says why, and is tried again on demand", async () => {
  page = await stage.signedIn("/search");
  await page.route(/api\/search/, (route) => route.abort());
  await field().fill("复核");
  await page.getByText("连接不上服务").waitFor();
  await page.unroute(/api\/search/);
  await page.getByRole("button", { name: "再试一次" }).press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  await hits().first().waitFor();
});

it("a long provision shows the part that matched, and all of it on demand", async () => {
  page = await stage.signedIn("/search?q=管理办法第六条");
  await hits().first().waitFor();
  const text = hits().first().locator(".hit__text");
  const short = (await text.innerText()).length;
  await text.getByRole("button", { name: "看全文" }).click();
  expect((await text.innerText()).length).toBeGreaterThan(short + 200);
  expect(await text.innerText()).toContain("（七）集群内企业近三年未发生");
});
