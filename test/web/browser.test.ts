import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bootApp, WEB_DIR } from "../support/app.js";
import { launchBrowser } from "../support/browser.js";
import { PATIENCE_MS } from "../support/patience.js";
import { openRealSnapshot } from "../support/snapshot.js";

let app: FastifyInstance;
let address: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Everything that went wrong in any page of the test: console errors, exceptions, failed requests, policy violations. */
let faults: string[];

beforeAll(async () => {
  if (!existsSync(join(WEB_DIR, "index.html"))) throw new Error("expected dist/web, got none: run node web/build.mjs");
  ({ app } = await bootApp());
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});
beforeEach(async () => {
  faults = [];
  context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(PATIENCE_MS);
  context.on("page", watch);
  page = await context.newPage();
});
afterEach(() => context.close());

function watch(opened: Page): void {
  opened.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  opened.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  opened.on("requestfailed", (request) => faults.push(`request: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  opened.on("response", (response) => response.status() >= 400 && faults.push(`reply: ${response.status()} ${response.url()}`));
}

const input = (): Locator => page.getByRole("textbox", { name: "问题" });
const answers = (): Locator => page.locator(".message--answer");

/** Types a question, sends it with Enter and waits for the whole answer. */
async function ask(question: string): Promise<Locator> {
  const before = await answers().count();
  await input().fill(question);
  await input().press("Enter");
  const answer = answers().nth(before);
  await answer.and(page.locator('[aria-busy="false"]')).waitFor();
  return answer;
}

/** The addresses on the server that an answer's citations (not the merely related ones) link to. */
async function sourcesOf(answer: Locator): Promise<string[]> {
  const links = await answer.locator(".citations:not(.citations--related) .citation__link").all();
  return Promise.all(links.map(async (link) => (await link.getAttribute("href"))!.replace(address, "")));
}

const widthOf = (opened: Page): Promise<number> => opened.evaluate(() => document.documentElement.scrollWidth);

describe("the demo page", () => {
  beforeEach(async () => {
    await page.goto(address);
    await page.locator(".document-card").first().waitFor();
  });

  it("shows a comparison as a table, a column a province, whose marks lead to their citations", async () => {
    const answer = await ask("贵州和江苏的财政资金比例有什么不同");
    const table = answer.getByRole("table");
    expect(await table.getByRole("columnheader").allInnerTexts()).toEqual(["比较", "贵州", "江苏"]);
    expect(await table.getByRole("cell").allInnerTexts()).toEqual([expect.stringContaining("不低于10%的比例"), expect.stringContaining("按10%的比例")]);
    expect(await answer.locator(".answer__text").innerText()).not.toContain("| --- |");
    await table.getByRole("button", { name: "看引文 2" }).click();
    await answer.locator(".citation").nth(1).and(page.locator(":focus")).waitFor();
    expect(faults).toEqual([]);
  });

  it("loads without a fault and lists the documents with their standing", async () => {
    expect(await page.locator(".document-card").count()).toBe(5);
    expect(await page.locator(".document-card", { hasText: "管理办法" }).getByText("征求意见稿", { exact: true }).isVisible()).toBe(true);
    expect(await page.locator(".document-card", { hasText: "研究文章" }).getByText("非政策文件").isVisible()).toBe(true);
    expect(faults).toEqual([]);
  });

  it("answers a question sent with Enter, with citation cards that quote the provision", async () => {
    const answer = await ask("管理办法第十一条");
    expect(await answer.locator(".answer__text").innerText()).toContain("公示5个工作日");
    const card = answer.locator(".citation").first();
    expect(await card.innerText()).toMatch(/贵州省先进制造业集群培育管理办法[\s\S]*第十一条/);
    expect(await card.locator("blockquote").textContent()).toBe(quoteOf("gz-measures", "art_11"));
    expect(await input().inputValue()).toBe("");
    expect(faults).toEqual([]);
  });

  it("shows the draft notice in view, above the answer's text", async () => {
    const answer = await ask("管理办法第十一条");
    const notice = answer.locator(".notice--draft");
    expect(await notice.innerText()).toContain("征求意见稿");
    await expect.poll(() => isInView(notice)).toBe(true);
    expect((await notice.boundingBox())!.y).toBeLessThan((await answer.locator(".answer__text").boundingBox())!.y);
  });

  it("brings a citation card into view and focus when its mark is clicked", async () => {
    const answer = await ask("管理办法第七条至第十二条");
    await answer.getByRole("button", { name: "看引文 5" }).click();
    const card = answer.locator(".citation").nth(4);
    await expect.poll(() => isInView(card)).toBe(true);
    expect(await card.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("opens the reader from a citation, with that provision highlighted and in view", async () => {
    const answer = await ask("管理办法第六条第（六）项");
    const [reader] = await Promise.all([context.waitForEvent("page"), answer.locator(".citation__link").first().click()]);
    const chosen = reader.locator(".provision--chosen");
    await chosen.waitFor();
    expect(new URL(reader.url()).pathname + new URL(reader.url()).hash).toBe("/documents/gz-measures#art_6__item_6");
    expect(await chosen.count()).toBe(1);
    expect(await chosen.locator(".provision__text").textContent()).toBe(quoteOf("gz-measures", "art_6__item_6"));
    await expect.poll(() => isInView(chosen)).toBe(true);
    expect(faults).toEqual([]);
  });

  it("keeps the region in a follow-up, and lets it go in a new conversation", async () => {
    await ask("贵州的集群多久复核一次");
    const followUp = await sourcesOf(await ask("不合格怎么处理呢"));
    expect(followUp.length).toBeGreaterThan(0);
    for (const href of followUp) expect(href).toMatch(/^\/documents\/gz-/);
    await page.getByRole("button", { name: "新对话" }).click();
    expect(await answers().count()).toBe(0);
    expect((await (await ask("那呢")).innerText()).length).toBeGreaterThan(0);
    expect(await answers().last().getAttribute("class")).toContain("message--needs_clarification");
  });

  it("shows a refusal as one: named, without sources, what is near set apart", async () => {
    const answer = await ask("湖南省的集群怎么认定");
    expect(await answer.getAttribute("class")).toContain("message--refused");
    expect(await answer.getByText("未作回答").isVisible()).toBe(true);
    expect(await sourcesOf(answer)).toEqual([]);
    expect(await answer.getByText("相近条款（不作依据）").isVisible()).toBe(true);
    expect(await answer.locator(".answer__label--extractive").count()).toBe(0);
  });

  it("asks a suggested question on a click and takes a rating", async () => {
    await page.locator(".message--greeting .chip").first().click();
    const answer = answers().first().and(page.locator('[aria-busy="false"]'));
    await answer.waitFor();
    await answer.getByRole("button", { name: "没帮助" }).click();
    await answer.getByText("已收到，谢谢").waitFor();
    expect(faults).toEqual([]);
  });

  it("sends nothing with the Enter that ends an IME composition, nor when nothing is written", async () => {
    await input().fill("贵州的ji qun");
    await input().evaluate((element) => element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true })));
    expect(await input().inputValue()).toBe("贵州的ji qun");
    await input().fill("  ");
    await input().press("Enter");
    expect(await page.locator(".composer__hint").getByText("请先输入问题").isVisible()).toBe(true);
    expect(await answers().count()).toBe(0);
  });

  it("shows what a person wrote as text, never as markup", async () => {
    const written = '<img src=x onerror="document.title=1"> 第一条 <b>粗</b>';
    await ask(written);
    expect(await page.locator(".message--question").last().textContent()).toBe(written);
    expect(await page.title()).toContain("先进制造业集群政策");
    expect(faults).toEqual([]);
  });

  it("is no wider than a narrow phone, before and after an answer", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => widthOf(page)).toBeLessThanOrEqual(360);
    await ask("贵州和江苏的专项资金有什么不同");
    expect(await widthOf(page)).toBeLessThanOrEqual(360);
    await ask("湖南省的集群怎么认定");
    expect(await widthOf(page)).toBeLessThanOrEqual(360);
  });
});

it("where the network lets no WebSocket through, the question is answered over HTTP, in the same conversation", async () => {
  await page.addInitScript("Object.defineProperty(window, 'WebSocket', { value: class { constructor() { throw new Error('blocked'); } } })");
  await page.goto(address);
  expect(await sourcesOf(await ask("管理办法第十五条"))).toEqual(["/documents/gz-measures#art_15"]);
  expect(await sourcesOf(await ask("第十七条呢"))).toEqual(["/documents/gz-measures#art_17"]);
});

it.each([1, 5, 6])("a connection that is cut after event %i is mended, and the answer is the same as with no cut", async (seq) => {
  let cuts = 0;
  await page.routeWebSocket("**/ws/chat", (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      socket.send(message);
      if (cuts > 0 || (JSON.parse(message.toString()) as { seq?: number }).seq !== seq) return;
      cuts++;
      void socket.close();
      void server.close();
    });
  });
  await page.goto(address);
  const answer = await ask("管理办法第七条至第九条");
  expect(cuts).toBe(1);
  expect(await sourcesOf(answer)).toEqual([7, 8, 9].map((n) => `/documents/gz-measures#art_${n}`));
  expect(await answer.locator(".answer__text").innerText()).toContain(quoteOf("gz-measures", "art_8"));
});

describe("the reader", () => {
  it.each(["city-essay", "gz-measures", "gz-opinion", "js-opinion", "sd-plan"])("shows the whole text of %s, on a narrow phone too", async (id) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${address}/documents/${id}`);
    await page.locator(".provision").first().waitFor();
    const shown = (await page.locator("#document-text .provision__text").allTextContents()).join("");
    const bare = (text: string): string => text.replace(/\s/g, "");
    expect(bare(shown)).toBe(bare(openRealSnapshot().documents.get(id)!.text));
    expect(await widthOf(page)).toBeLessThanOrEqual(360);
    expect(faults).toEqual([]);
  });

  it("highlights all of an article that has items, and says that the text is a draft", async () => {
    await page.goto(`${address}/documents/gz-measures#art_6`);
    await page.locator(".provision--chosen").first().waitFor();
    expect(await page.locator(".provision--chosen").count()).toBe(8);
    await expect.poll(() => isInView(page.locator(".provision--chosen").first())).toBe(true);
    expect(await page.getByText("本文件是征求意见稿").isVisible()).toBe(true);
  });

  it("moves to another provision by the outline", async () => {
    await page.goto(`${address}/documents/gz-measures#art_1`);
    await page.getByRole("navigation", { name: "文件结构" }).getByText("第十八条").click();
    const chosen = page.locator(".provision--chosen");
    await expect.poll(() => chosen.getAttribute("id")).toBe("art_18");
    await expect.poll(() => isInView(chosen)).toBe(true);
  });

  it("says that the number of 第八条 was inferred", async () => {
    await page.goto(`${address}/documents/gz-measures#art_8`);
    expect(await page.locator(".provision--chosen .provision__hint").innerText()).toContain("原文未标序号");
  });

  it("says so where the link names no provision or no document", async () => {
    await page.goto(`${address}/documents/gz-measures#art_99`);
    await page.getByText("没有找到链接所指的条款").waitFor();
    await page.goto(`${address}/documents/no-such`);
    await page.getByText("没有收录这份文件").waitFor();
  });
});

/** Whether the upper part of an element can be seen in the window. */
async function isInView(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { top, left, height } = element.getBoundingClientRect();
    const at = document.elementFromPoint(left + 20, top + Math.min(12, height / 2));
    return top >= 0 && top < window.innerHeight && at !== null && (element.contains(at) || at.contains(element));
  });
}

/** The text of a provision, as the snapshot holds it. */
function quoteOf(documentId: string, eId: string): string {
  const { text, provisions } = openRealSnapshot().documents.get(documentId)!;
  const { start, end } = provisions.find((provision) => provision.eId === eId)!;
  return text.slice(start, end);
}
