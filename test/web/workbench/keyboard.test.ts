import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../web/workbench/matrix/matrix-query.js";
import type { SearchReply } from "../../../web/workbench/search/search-query.js";
import { Keyboard } from "../../support/keyboard.js";
import { parseCsv } from "../../support/parse-csv.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { passwordOf } from "../../support/staff.js";
import { setWorkbenchStage, type WorkbenchStage } from "../../support/workbench-stage.js";

let stage: WorkbenchStage;
setWorkbenchStage((set) => (stage = set));

const QUERY = "江苏 专项资金 比例";
/** 三（三）: what the staff are looking for. */
const WANTED = "sec_3__subsec_3";

/** A provision's label and text, as the snapshot holds them. */
function provisionOf(documentId: string, eId: string): { label: string; text: string } {
  const { text, provisions } = openRealSnapshot().documents.get(documentId)!;
  const { start, end, label } = provisions.find((provision) => provision.eId === eId)!;
  return { label, text: text.slice(start, end) };
}

/** Presses Enter on a link, and takes the file that comes. */
async function download(page: Page, keys: Keyboard): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), keys.press("Enter")]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const withoutSpace = (text: string): string => text.replace(/\s/g, "");

/** What a Word file says, without its marks. */
function wordsOf(docx: Buffer): string {
  const xml = strFromU8(unzipSync(docx)["word/document.xml"]!);
  return withoutSpace(xml.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, "&"));
}

it("the staff's whole way with the keyboard alone: sign in, search, read, copy, compare, choose, export", async () => {
  const page = await stage.window({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${stage.address}/workbench`);
  const keys = await Keyboard.of(page);

  // Sign in: the form has the focus, and the search has it afterwards.
  await keys.focusSoon("账号名");
  await keys.type("王查看");
  await keys.tabTo("密码", { most: 1 });
  await keys.type(passwordOf("王查看"));
  stage.faults = [];
  await keys.press("Enter");
  await keys.focusSoon("检索条款");

  // Search as one types, and go through the hits.
  const found = page.waitForResponse((reply) => new URL(reply.url()).searchParams.get("q") === QUERY);
  await keys.type(QUERY);
  const { hits } = await (await found).json() as SearchReply;
  const labels = hits.map((hit) => hit.label);
  await expect.poll(() => page.locator(".hit__label").allInnerTexts()).toEqual(labels);
  const wanted = hits.findIndex(({ provisionId }) => provisionId === `js-opinion#${WANTED}`);
  expect(wanted).toBeGreaterThan(0);
  for (let i = 0; i <= wanted; i++) await keys.step("ArrowDown");
  await keys.step("ArrowUp");
  expect((await keys.step("ArrowDown")).name).toContain("江苏省政府关于加快培育先进制造业集群的指导意见");

  // Read: the focus is on the provision, and its citation one step away.
  await keys.press("Enter");
  const { text, label } = provisionOf("js-opinion", WANTED);
  await keys.focusSoon(new RegExp(`^${label}\\s`));
  expect(await page.locator(".provision--chosen .provision__text").textContent()).toBe(text);
  await keys.tabTo(`复制引用：${label}`, { most: 1 });
  await keys.press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`《江苏省政府关于加快培育先进制造业集群的指导意见》（苏政发〔2018〕86号）${label}：「${text}」`);
  await keys.focusSoon(`复制引用：${label}`);

  // Out again, however far down the text: to the bar, the outline, the navigation.
  expect((await keys.step("Escape")).name).toBe("复制引用");
  expect((await keys.step("Escape")).name).toContain(label.slice(1));
  expect((await keys.step("Escape")).name).toBe("阅读");

  // Compare: from the beginning of the view to regions, themes and files, no step of them far.
  await keys.tabTo("对照", { most: 1 });
  await keys.press("Enter");
  await page.locator(".matrix-quote").first().waitFor();
  expect(await keys.focus()).toMatchObject({ tag: "main", unseen: null });
  await keys.tabTo("贵州", { most: 1 });
  await keys.press("Space");
  await expect.poll(() => page.getByRole("columnheader").allInnerTexts()).toEqual(["主题", "江苏", "山东"]);
  await keys.focusSoon("贵州");
  await keys.tabTo("方向", { most: 12 });
  await keys.press("Space");
  await expect.poll(() => page.getByRole("rowheader").count()).toBe(8);
  const compared = await (await page.request.get(`${stage.address}/api/staff/matrix${new URL(page.url()).search}`)).json() as Matrix;
  const cells = compared.rows.flatMap((row) => row.cells.flatMap((cell) => cell.documents));
  const quotes = cells.flatMap(({ provisions }) => provisions.map(({ quote }) => quote));
  expect(quotes.length).toBeGreaterThan(20);

  // Export.
  await keys.tabTo("导出 Word", { most: 12 });
  const word = await download(page, keys);
  expect(word.name).toBe("各地政策对照表.docx");
  const words = wordsOf(word.bytes);
  expect([...compared.rows.map(({ theme }) => theme.name), ...quotes].filter((one) => !words.includes(withoutSpace(one)))).toEqual([]);
  expect(words).not.toContain("贵州");
  await keys.tabTo("导出 CSV", { most: 1 });
  const csv = await download(page, keys);
  expect(csv.name).toBe("各地政策对照表.csv");
  const [, ...rows] = parseCsv(csv.bytes.toString("utf8"));
  expect(new Set(rows.map(([, region]) => region))).toEqual(new Set(["江苏", "山东"]));
  expect(rows.map((cellsOfRow) => cellsOfRow.at(-1))).toEqual(cells.flatMap(({ provisions }) => (provisions.length === 0 ? ["原文没有写"] : provisions.map(({ quote }) => expect.stringContaining(quote) as string))));
  await keys.focusSoon("导出 CSV");
  expect(stage.faults).toEqual([]);
});

describe("where the focus is", () => {
  it.each([
    { name: "a comparison", path: "/matrix?themes=assessment", link: "[data-provision='gz-measures#art_15']" },
    { name: "what was found", path: "/search?q=复核", link: ".hit:nth-child(3) .hit__link" },
    { name: "the figures", path: "/figures?regions=江苏", link: ".timeline__item [data-provision]" },
    { name: "the documents", path: "/read", link: ".document-line:nth-child(2) a" },
  ])("on the way back to $name: on the link that led away", async ({ path, link }) => {
    const page = await stage.signedIn(path);
    const keys = await Keyboard.of(page);
    await page.locator(link).last().focus();
    const { name } = await keys.focus();
    await keys.press("Enter");
    await page.locator(".document-bar").waitFor();
    await page.goBack();
    await keys.focusSoon(name);
    expect(await page.locator(link).last().evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it("after signing in: at the view, where the view takes it nowhere else", async () => {
    const page = await stage.window();
    await page.goto(`${stage.address}/workbench/figures`);
    const keys = await Keyboard.of(page);
    await keys.focusSoon("账号名");
    await keys.type("王查看");
    await keys.tabTo("密码", { most: 1 });
    await keys.type(passwordOf("王查看"));
    await keys.press("Enter");
    await page.locator(".timeline__item").first().waitFor();
    expect(await keys.focus()).toMatchObject({ tag: "main", unseen: null });
  });

  it("in a document that was chosen from the list: at its beginning", async () => {
    const page = await stage.signedIn("/read");
    await page.locator(".document-line").first().waitFor();
    const keys = await Keyboard.of(page);
    await keys.tabTo("江苏省政府关于");
    await keys.press("Enter");
    await page.locator(".document-bar").waitFor();
    expect(await keys.focus()).toMatchObject({ tag: "main", unseen: null });
    await keys.tabTo("全部文件", { most: 1 });
  });

  it("with Escape: from a result to the field, which keeps what was asked", async () => {
    const page = await stage.signedIn("/search?q=复核");
    await page.locator(".hit").nth(1).waitFor();
    const keys = await Keyboard.of(page);
    await keys.step("ArrowDown");
    await keys.step("ArrowDown");
    expect((await keys.step("Escape")).name).toBe("检索条款");
    expect(await page.getByRole("searchbox").inputValue()).toBe("复核");
  });

  it("with Escape in a field that is filled in: where it was", async () => {
    const page = await stage.signedIn("/asked/try?q=多久复核一次");
    const keys = await Keyboard.of(page);
    await page.getByRole("textbox", { name: "问题" }).focus();
    expect((await keys.step("Escape")).name).toBe("问题");
    await keys.tabTo("试问", { most: 1 });
    expect((await keys.step("Escape")).name).toBe("提问");
  });
});
