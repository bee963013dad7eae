import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "../../support/axe.js";
import { askWidget, focusName, launcherOf, setStage, type WidgetStage } from "../../support/widget-stage.js";

let stage: WidgetStage;
setStage((set) => (stage = set));

const open = async (page: Page, attributes = ""): Promise<void> => {
  await page.goto(stage.site.page("/", { policy: stage.policy, body: `<main><h1>政策</h1><button>页内按钮</button></main>${stage.tag(attributes)}` }));
  await launcherOf(page).click();
};

/** Presses Tab (or Shift+Tab) until the thing with this name has the focus. */
async function tabTo(page: Page, name: string, key = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    const now = await focusName(page);
    if (now.startsWith(name)) return;
    passed.push(now.slice(0, 20));
  }
  throw new Error(`expected ${key} to come to ${name}, passed ${passed.join(" | ")}`);
}

describe("with the keyboard alone", () => {
  it("goes from the page to a question, its citation, the provision, and back to where it began", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/", { policy: stage.policy, body: `<button>页内按钮</button>${stage.tag()}` }));
    await tabTo(page, "政策问答");
    await page.keyboard.press("Enter");
    expect(await focusName(page)).toBe("问题");
    await page.keyboard.type("管理办法第十一条");
    await page.keyboard.press("Enter");
    await page.locator('.message--answer[aria-busy="false"]').waitFor();
    await tabTo(page, "看引文 1", "Shift+Tab");
    expect(await page.getByRole("tooltip").isVisible()).toBe(true);
    await page.keyboard.press("Enter");
    await page.locator(".beside .provision--chosen").waitFor();
    expect(await focusName(page)).toBe("返回对话");
    await page.keyboard.press("Escape");
    expect(await focusName(page)).toBe("看引文 1");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("tooltip").count()).toBe(0);
    expect(await page.getByRole("dialog").count()).toBe(1);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await focusName(page)).toBe("政策问答");
  });

  it("leaves the page's own shortcuts alone while something is written", async () => {
    const page = await stage.window();
    await open(page);
    await page.evaluate(() => document.addEventListener("keydown", () => Object.assign(window, { heard: true })));
    await page.keyboard.type("s");
    expect(await page.evaluate("window.heard")).toBeUndefined();
  });
});

it("tells a screen reader of start and complete answer, in one region, and lets the log be silent", async () => {
  const page = await stage.window();
  await open(page);
  const status = page.locator('.panel [role="status"]');
  await page.evaluate(() => {
    const region = document.querySelector("policy-assistant")!.shadowRoot!.querySelector('.panel [role="status"]')!;
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => said.push(region.textContent ?? "")).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await askWidget(page, "管理办法第十一条");
  expect(await status.count()).toBe(1);
  const said = await page.evaluate<string[]>("said");
  expect(said[0]).toBe("正在回答，请稍候。");
  expect(said).toHaveLength(2);
  expect(said[1]).toMatch(/^原文摘录。[\s\S]*公示5个工作日/);
  expect(await page.getByRole("log").getAttribute("aria-live")).toBe("off");
  expect(await page.locator('.panel [aria-live]:not([role="log"]), .panel [role="alert"]').count()).toBe(0);
});

describe.each([
  { name: "light", attributes: "" },
  { name: "dark", attributes: 'data-theme="dark"' },
  { name: "elder", attributes: "data-elder" },
])("in $name", ({ attributes }) => {
  it.each([360, 768, 1280])("axe finds nothing serious at %i px: greeting, answer, comparison, refusal, assessment, provision", async (width) => {
    const page = await stage.window({ viewport: { width, height: 800 } });
    await open(page, attributes);
    expect(await violations(page, "policy-assistant")).toEqual([]);
    await askWidget(page, "管理办法第六条第（六）项");
    await askWidget(page, "贵州和江苏的财政资金比例有什么不同");
    await askWidget(page, "湖南省的集群怎么认定");
    await askWidget(page, "我们想申报贵州的先进制造业集群，够条件吗？");
    await page.getByRole("button", { name: "没帮助" }).first().click();
    await page.getByText("已收到").first().waitFor();
    expect(await violations(page, "policy-assistant")).toEqual([]);
    await page.locator(".mark").first().click();
    await page.locator(".beside .provision--chosen").first().waitFor();
    expect(await violations(page, "policy-assistant")).toEqual([]);
  });
});

it("everything that is pressed is 44 px high, but for marks in the text, whose place reaches as far", async () => {
  const page = await stage.window({ viewport: { width: 360, height: 740 } });
  await open(page);
  await askWidget(page, "我们想申报贵州的先进制造业集群，够条件吗？");
  const low = await page.evaluate(() => {
    const root = document.querySelector("policy-assistant")!.shadowRoot!;
    const pressed = [...root.querySelectorAll<HTMLElement>(".panel button, .panel a, .panel select, .panel textarea")].filter((node) => node.getClientRects().length > 0);
    const reach = (node: HTMLElement): number => -2 * parseFloat(getComputedStyle(node, "::after").top);
    const height = (node: HTMLElement): number => node.getBoundingClientRect().height + (node.matches(".mark") ? reach(node) : 0);
    return pressed.filter((node) => height(node) < 44).map((node) => `${node.className} ${height(node)}`);
  });
  expect(low).toEqual([]);
});

it.each([
  { name: "a narrow phone", viewport: { width: 360, height: 740 } },
  { name: "a desk screen at 200%", viewport: { width: 640, height: 400 } },
])("fills $name, and nothing of it is wider", async ({ viewport }) => {
  const page = await stage.window({ viewport });
  await open(page);
  await askWidget(page, "贵州和江苏的财政资金比例有什么不同");
  expect(await page.getByRole("dialog").boundingBox()).toEqual({ x: 0, y: 0, ...viewport });
  const over = await page.evaluate(() => {
    const log = document.querySelector("policy-assistant")!.shadowRoot!.querySelector(".chat__log")!;
    return { page: document.documentElement.scrollWidth - window.innerWidth, log: log.scrollWidth - log.clientWidth };
  });
  expect(over.page).toBeLessThanOrEqual(0);
  expect(over.log).toBeLessThanOrEqual(0);
});

it("moves nothing for a reader who asked for less motion", async () => {
  const page = await stage.window({ reducedMotion: "reduce" });
  await open(page);
  await askWidget(page, "管理办法第十一条");
  const moving = await page.evaluate(() => {
    const root = document.querySelector("policy-assistant")!.shadowRoot!;
    return [...root.querySelectorAll("*")].filter((node) => getComputedStyle(node).animationName !== "none" || parseFloat(getComputedStyle(node).transitionDuration) > 0).length;
  });
  expect(moving).toBe(0);
});

it("is dark where the system is, and follows it", async () => {
  const page = await stage.window({ colorScheme: "dark" });
  await open(page);
  const background = (): Promise<string> => page.getByRole("dialog").evaluate((node) => getComputedStyle(node).backgroundColor);
  expect(await background()).toBe("rgb(24, 33, 43)");
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(background).toBe("rgb(255, 255, 255)");
});
