import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "../../support/axe.js";
import { Keyboard } from "../../support/keyboard.js";
import { answersOf, askWidget, GREETING, launcherOf, setStage, type WidgetStage } from "../../support/widget-stage.js";

let stage: WidgetStage;
setStage((set) => (stage = set));

const visit = async (page: Page, attributes = "", policy = stage.policy): Promise<void> => {
  await page.goto(stage.site.page("/", { policy, body: `<main><h1>政策</h1><button>页内按钮</button></main>${stage.tag(attributes)}` }));
  await launcherOf(page).waitFor();
};
/** Presses the launcher and waits for what the server knows of the site: it moves what stands below it. */
const unfold = async (page: Page): Promise<void> => {
  await launcherOf(page).click();
  await page.getByText(GREETING).waitFor();
};
const open = async (page: Page, attributes = ""): Promise<void> => {
  await visit(page, attributes);
  await unfold(page);
};

describe("with the keyboard alone", () => {
  it("the enterprise's whole way: question, citation card, provision, self-assessment, report, and back to where it began", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/", { policy: stage.policy, body: `<button>页内按钮</button>${stage.tag()}` }));
    const keys = await Keyboard.of(page);
    const answered = (nth: number): Promise<void> => answersOf(page).nth(nth).and(page.locator('[aria-busy="false"]')).waitFor();

    // Question and citation card.
    await keys.tabTo("政策问答", { most: 2 });
    await keys.press("Enter");
    await keys.focusSoon("问题");
    await page.getByText(GREETING).waitFor();
    await keys.type("管理办法第十一条");
    await keys.press("Enter");
    await answered(0);
    expect((await keys.focus()).name).toBe("问题");
    expect((await keys.step("ArrowUp")).name).toBe("回答");
    await keys.tabTo("看引文 1", { most: 1 });
    expect(await page.getByRole("tooltip").innerText()).toMatch(/贵州省先进制造业集群培育管理办法[\s\S]*第十一条[\s\S]*公示5个工作日/);

    // The provision beside the conversation, and the way back out to the field.
    await keys.press("Enter");
    await page.locator(".beside .provision--chosen").waitFor();
    expect(await page.locator(".beside .provision--chosen").innerText()).toContain("公示5个工作日");
    await keys.focusSoon("返回对话");
    await keys.tabTo("在新窗口打开全文", { most: 1 });
    expect((await keys.step("Escape")).name).toBe("看引文 1");
    expect((await keys.step("Escape")).name).toBe("看引文 1");
    expect(await page.getByRole("tooltip").count()).toBe(0);
    expect((await keys.step("Escape")).name).toBe("问题");

    // The self-assessment: every question is answered where it stands.
    await keys.type("我们想申报贵州的先进制造业集群，够条件吗？");
    await keys.press("Enter");
    await answered(1);
    await keys.step("ArrowUp");
    await keys.tabTo("贵州省", { most: 12 });
    for (const [i, choice] of ["产业集群发展促进组织", "是", "不知道"].entries()) {
      const asked = await page.locator(".interview .chips__title").innerText();
      await keys.press("Enter");
      await answered(i + 2);
      const next = await page.locator(".interview .chips__title").innerText();
      expect(next).not.toBe(asked);
      await keys.focusSoon(next);
      await keys.tabTo(choice, { most: 7 });
    }

    // The report, from the beginning of the latest answer.
    await keys.press("Enter");
    await answered(5);
    await keys.step("Escape");
    await keys.step("ArrowUp");
    await keys.tabTo("查看自测报告");
    const [report] = await Promise.all([page.context().waitForEvent("page"), keys.press("Enter")]);
    await report.waitForLoadState();
    await report.getByRole("heading", { name: "自测", exact: false }).first().waitFor();
    expect(await report.locator("body").innerText()).toMatch(/自测结果：[\s\S]*还要弄清/);
    expect(await violations(report)).toEqual([]);
    await report.close();
    await keys.tabTo("下载 Word 报告", { most: 1 });

    expect((await keys.step("Escape")).name).toBe("问题");
    expect((await keys.step("Escape")).name).toBe("政策问答");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(stage.faults).toEqual([]);
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

it("tells a screen reader what to know of the text first, as the screen does", async () => {
  const page = await stage.window();
  await open(page);
  const answer = await askWidget(page, "山东对集群发展促进组织有什么支持？");
  const notices = await answer.locator(".notice").evaluateAll((items) => items.map((item) => item.lastChild!.textContent!));
  expect(notices.join()).toContain("规划期");
  expect(await page.locator('.panel [role="status"]').textContent()).toMatch(new RegExp(`^原文摘录。${notices.join("")}`));
});

it("leaves room to read in a short window: a desk screen at 400%, a phone on its side", async () => {
  for (const viewport of [{ width: 320, height: 256 }, { width: 640, height: 320 }]) {
    const page = await stage.window({ viewport });
    await visit(page, "data-elder");
    await unfold(page);
    await askWidget(page, "管理办法第十一条");
    expect((await page.getByRole("log").boundingBox())!.height).toBeGreaterThan(viewport.height * 0.3);
  }
});

it("over all of the window Tab stays inside, for nobody sees what lies behind; beside the page it goes on to it", async () => {
  const page = await stage.window({ viewport: { width: 360, height: 640 } });
  await open(page);
  const dialog = page.getByRole("dialog");
  const focused = (): Promise<string> => page.evaluate(() => (document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)!.textContent ?? "");
  expect(await dialog.getAttribute("aria-modal")).toBe("true");
  await page.getByRole("button", { name: "发送" }).focus();
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("新对话");
  await page.keyboard.press("Shift+Tab");
  expect(await focused()).toBe("发送");
  await (await askWidget(page, "管理办法第十一条")).locator(".mark").first().click();
  await page.locator(".beside .provision--chosen").first().waitFor();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("返回对话");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect.poll(() => dialog.getAttribute("aria-modal")).toBe("false");
  await page.getByRole("button", { name: "新对话" }).focus();
  await page.keyboard.press("Shift+Tab");
  expect(await focused()).toBe("页内按钮");
});

it("brings up no keyboard by itself where there is only touch: the focus is on the dialog", async () => {
  const page = await stage.window({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
  await visit(page);
  await page.locator(".launcher").tap();
  await page.getByRole("dialog").waitFor();
  expect(await page.getByRole("dialog").evaluate((panel) => (panel.getRootNode() as ShadowRoot).activeElement === panel)).toBe(true);
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
});

describe.each([
  { name: "light", attributes: "" },
  { name: "dark", attributes: 'data-theme="dark"' },
  { name: "elder", attributes: "data-elder" },
])("in $name", ({ attributes }) => {
  it.each([360, 768, 1280])("axe finds nothing serious at %i px: closed, greeting, answer, comparison, refusal, assessment, card, provision, offline", async (width) => {
    const page = await stage.window({ viewport: { width, height: 800 } });
    await visit(page, attributes);
    expect(await violations(page, "policy-assistant")).toEqual([]);
    await unfold(page);
    expect(await violations(page, "policy-assistant")).toEqual([]);
    await askWidget(page, "管理办法第六条第（六）项");
    await askWidget(page, "贵州和江苏的财政资金比例有什么不同");
    await askWidget(page, "湖南省的集群怎么认定");
    await askWidget(page, "我们想申报贵州的先进制造业集群，够条件吗？");
    await page.getByRole("button", { name: "没帮助" }).first().click();
    await page.getByText("已收到").first().waitFor();
    expect(await violations(page, "policy-assistant")).toEqual([]);
    await page.locator(".mark").first().focus();
    await page.getByRole("tooltip").waitFor();
    expect(await violations(page, "policy-assistant")).toEqual([]);
    await page.locator(".mark").first().click();
    await page.locator(".beside .provision--chosen").first().waitFor();
    expect(await violations(page, "policy-assistant")).toEqual([]);
    await page.getByRole("button", { name: "返回对话" }).click();
    await page.context().setOffline(true);
    await page.locator(".chat__offline").waitFor();
    expect(await violations(page, "policy-assistant")).toEqual([]);
  });

  it("axe finds nothing serious where an answer failed, and what was written is too long", async () => {
    const page = await stage.window();
    await page.route(/\/api\/ask/, (route) => route.abort());
    await visit(page, attributes, stage.policyOfHttp);
    await unfold(page);
    await askWidget(page, "管理办法第十一条");
    await page.getByRole("button", { name: "再试一次" }).waitFor();
    await page.getByRole("textbox", { name: "问题" }).fill("长".repeat(2001));
    await page.keyboard.press("Enter");
    await page.getByText("问题太长").first().waitFor();
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
