import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violations } from "../../support/axe.js";
import { Keyboard } from "../../support/keyboard.js";
import { setWorkbenchStage, type WorkbenchStage } from "../../support/workbench-stage.js";

let stage: WorkbenchStage;
setWorkbenchStage((set) => (stage = set));

/** Each view with its address, and what stands in it when it is there. */
const VIEWS = [
  { name: "search, nothing asked yet", path: "/search", shown: ".document-line" },
  { name: "search", path: "/search?q=专项资金比例", shown: ".hit" },
  { name: "choosing a document", path: "/read", shown: ".document-line" },
  { name: "comparison", path: "/matrix?background=1", shown: ".matrix-quote" },
  { name: "figures", path: "/figures", shown: ".timeline__item" },
  { name: "any two documents compared", path: "/versions?before=gz-measures&after=gz-opinion&any=1", shown: ".change" },
  { name: "report of the ingest", path: "/report", shown: ".report__file" },
  { name: "upload", path: "/upload", shown: ".choose-file", as: "李编辑" },
  { name: "reader, with findings", path: "/read/gz-measures#art_8", shown: ".findings__summary" },
  // The list with questions and a turn again: asked.test.ts.
  { name: "questions, none asked yet", path: "/asked", shown: ".hits__count" },
  { name: "trial", path: "/asked/try?q=集群多久复核一次", shown: ".asked__remedy" },
  { name: "account", path: "/account", shown: ".account__form" },
  { name: "no view", path: "/no-such-view", shown: ".wb-panel" },
];

it("every view of the navigation is among those that are looked at", async () => {
  const page = await stage.signedIn();
  const views = await page.locator(".wb-nav__link").evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  expect(views.filter((view) => !VIEWS.some(({ path }) => `/workbench${path.split("?")[0]}` === view))).toEqual([]);
});

const MODES = [
  { mode: "light", set: (page: Page) => page.getByRole("combobox", { name: "显示颜色" }).selectOption("light") },
  { mode: "dark", set: (page: Page) => page.getByRole("combobox", { name: "显示颜色" }).selectOption("dark") },
  { mode: "elder", set: (page: Page) => page.getByRole("button", { name: "大字" }).click() },
];

describe.each<{ name: string; path: string; shown: string; as?: string }>(VIEWS)("$name", ({ path, shown, as: name }) => {
  it.each(MODES)("has nothing that axe finds serious: $mode", async ({ set }) => {
    const page = await stage.signedIn(path, { name });
    await page.locator(shown).first().waitFor();
    const folded = page.locator("main details:not([open]) > summary").first();
    if (await folded.isVisible()) await folded.click();
    await set(page);
    expect(await violations(page)).toEqual([]);
    expect(stage.faults).toEqual([]);
  });

  it("is gone through with Tab alone: everything is come to, with a ring to be seen, and nothing holds on", async () => {
    const page = await stage.signedIn(path, { name });
    await page.locator(shown).first().waitFor();
    expect(await (await Keyboard.of(page)).around()).toEqual([]);
    expect(stage.faults).toEqual([]);
  });

  it("is no wider than a narrow phone, in elder mode too", async () => {
    const page = await stage.signedIn(path, { name, viewport: { width: 360, height: 740 } });
    await page.locator(shown).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole("button", { name: "大字" }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

it("backwards through the reader nothing that has the focus stands behind the bar that stays", async () => {
  const page = await stage.signedIn("/read/gz-measures#art_8");
  await page.locator(".provision--chosen").first().waitFor();
  expect(await (await Keyboard.of(page)).around("Shift+Tab")).toEqual([]);
});

it.each(MODES)("the sign-in form with its fault has nothing that axe finds serious: $mode", async ({ set }) => {
  const page = await stage.window();
  await page.goto(`${stage.address}/workbench`);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByText("请输入账号名。").waitFor();
  await set(page);
  expect(await violations(page)).toEqual([]);
});
