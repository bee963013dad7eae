import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { engineWithReferring } from "../../support/referring.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { setWorkbenchStage, type WorkbenchStage } from "../../support/workbench-stage.js";

let stage: WorkbenchStage;
let page: Page;
setWorkbenchStage((set) => (stage = set), () => ({ engines: engineWithReferring() }));

const chosen = (): Locator => page.locator(".provision--chosen");
const outline = (): Locator => page.getByRole("navigation", { name: "文件结构" });
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? "");
const told = (): Promise<string> => page.locator("body > .visually-hidden[role=status]").innerText();

/** Text of a provision, as the snapshot holds it. */
function textOf(documentId: string, eId: string): string {
  const { text, provisions } = openRealSnapshot().documents.get(documentId)!;
  const { start, end } = provisions.find((provision) => provision.eId === eId)!;
  return text.slice(start, end);
}

/** Makes the page think that it came over plain HTTP, and notes what is copied. */
async function watchCopies(): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    Object.defineProperty(window, "isSecureContext", { value: false });
    document.addEventListener("copy", () => Object.assign(window, { copied: (document.activeElement as HTMLTextAreaElement).value }));
  });
  return () => page.evaluate<string>("copied");
}

describe("a quotation", () => {
  it("of a provision with the keyboard, on plain HTTP, leaves the focus on its button", async () => {
    page = await stage.signedIn("/read/gz-measures#art_15");
    await chosen().waitFor();
    const copied = await watchCopies();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    // The button says so as well, but only for a moment.
    await expect.poll(told).toBe("已复制");
    expect(await copied()).toBe(`《贵州省先进制造业集群培育管理办法（征求意见稿）》第十五条：「${textOf("gz-measures", "art_15")}」`);
    expect(await page.evaluate(() => document.activeElement?.matches(".provision--chosen .provision__copy"))).toBe(true);
  });

  it("of a whole article holds its items; of a document with a number, the number", async () => {
    page = await stage.signedIn("/read/gz-measures#art_6");
    const copied = await watchCopies();
    await page.locator(".document-bar").getByRole("button", { name: "复制引用" }).click();
    await expect.poll(copied).toBe(`《贵州省先进制造业集群培育管理办法（征求意见稿）》第六条：「${textOf("gz-measures", "art_6")}」`);
    page = await stage.signedIn("/read/js-opinion#sec_1");
    const copiedThere = await watchCopies();
    await page.locator(".document-bar").getByRole("button", { name: "复制引用" }).click();
    await expect.poll(copiedThere).toMatch(/^《江苏省政府关于加快培育先进制造业集群的指导意见》（苏政发〔2018〕86号）一：「/);
  });

  it("of a plan whose period has ended says so where it is pasted", async () => {
    page = await stage.signedIn("/read/sd-plan#sec_1");
    const copied = await watchCopies();
    await page.locator(".document-bar").getByRole("button", { name: "复制引用" }).click();
    await expect.poll(copied).toContain("（规划期已满）一：「");
  });
});

describe("a deep link", () => {
  it("opens the provision, in view below the bar that tells its standing", async () => {
    page = await stage.signedIn("/read/gz-measures#art_6__item_3");
    await chosen().waitFor();
    const bar = page.locator(".document-bar");
    await expect.poll(async () => (await bar.boundingBox())!.y).toBeLessThan(1);
    const [top, below] = [(await bar.boundingBox())!, (await chosen().boundingBox())!];
    expect(below.y).toBeGreaterThanOrEqual(top.y + top.height - 1);
    expect(below.y).toBeLessThan(400);
    expect(await bar.innerText()).toContain("征求意见稿");
    expect(await page.locator(".document-bar__label").innerText()).toBe("第六条第（三）项");
  });

  it("to a provision or a document that is not there says so", async () => {
    page = await stage.signedIn("/read/gz-measures#art_99");
    await page.getByText("没有找到链接所指的条款").waitFor();
    page = await stage.signedIn("/read/no-such");
    await page.getByText("没有这份文件").waitFor();
  });
});

describe("the outline", () => {
  it("opens, closes and is walked by arrows, and Enter goes to the provision", async () => {
    page = await stage.signedIn("/read/gz-measures");
    const article = outline().getByRole("link", { name: "第四条" });
    await article.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toContain("第一款");
    await page.keyboard.press("ArrowLeft");
    expect(await focused()).toBe("第四条");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("第二章");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => window.location.hash)).toBe("#chp_2");
    await chosen().first().waitFor();
  });
});

describe("what a provision refers to", () => {
  it("is a link in its text, to the provision that it names, here or in another document", async () => {
    page = await stage.signedIn("/read");
    // As the documents route tells references.
    await page.route(/api\/documents\/referring$/, async (route) => {
      const reply = await route.fetch();
      const text = await (await page.request.get(`${stage.address}/api/documents/referring/text`)).text();
      const named = (words: string, documentId: string, documentTitle: string, targets: object[]) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length, documentId, documentTitle, targets });
      const references = [named("本办法第三条", "referring", "某办法", [{ eId: "art_3", label: "第三条" }]), named("撤销称号", "gz-measures", "培育管理办法", [{ eId: "art_16", label: "第十六条" }])];
      await route.fulfill({ response: reply, json: { ...(await reply.json() as object), references } });
    });
    await page.goto(`${stage.address}/workbench/read/referring`);
    await page.locator(".provision__text").getByRole("link", { name: "本办法第三条" }).first().click();
    await expect.poll(() => page.locator(".document-bar__label").innerText()).toBe("第三条");
    const abroad = page.locator(".provision__text").getByRole("link", { name: "撤销称号" });
    expect(await abroad.getAttribute("title")).toBe("《培育管理办法》第十六条");
    await abroad.click();
    await expect.poll(() => page.locator(".document-bar__label").innerText()).toBe("第十六条");
    expect(new URL(page.url()).pathname).toBe("/workbench/read/gz-measures");
    expect(await page.locator("#art_16 .provision__text").textContent()).toBe(textOf("gz-measures", "art_16"));
  });
});

describe("what refers to a provision", () => {
  it("is told below it, with the words around, and leads there", async () => {
    page = await stage.signedIn("/read/referring#art_3");
    const note = page.getByRole("complementary", { name: "被引用的地方" });
    await note.waitFor();
    expect(await note.innerText()).toContain("应符合本办法第三条的要求");
    await note.getByRole("link", { name: "第一条" }).click();
    await expect.poll(() => page.locator(".document-bar__label").innerText()).toBe("第一条");
    await expect.poll(() => note.count()).toBe(0);
  });
});

describe("the numbering audit", () => {
  it("tells the number that was inferred, and leads to its place", async () => {
    page = await stage.signedIn("/read/gz-measures");
    await page.getByText("序号核对：1 处要留意").click();
    await page.getByRole("link", { name: /第 \d+ 行/ }).click();
    await expect.poll(() => page.locator(".document-bar__label").innerText()).toContain("第八条");
    expect(await chosen().first().innerText()).toContain("原文未标序号");
  });

  it("is for those who are signed in", async () => {
    expect((await stage.app.inject("/api/staff/documents/gz-measures/findings")).statusCode).toBe(401);
  });
});

it("on paper the text stands alone, dark on white, with its standing", async () => {
  page = await stage.signedIn("/read/gz-measures#art_8");
  await chosen().waitFor();
  await page.getByRole("combobox", { name: "显示颜色" }).selectOption("dark");
  await page.locator("html[data-theme=dark]").waitFor();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  for (const unwanted of [".wb-bar", ".outline", ".provision__copy", ".document-bar__button"]) expect(await page.locator(unwanted).first().isVisible()).toBe(false);
  expect(await page.locator(".document-bar .badge").innerText()).toBe("征求意见稿");
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(29, 39, 51)");
});
