import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answersOf, askWidget, GREETING, launcherOf, setStage, type WidgetStage } from "../../support/widget-stage.js";

let stage: WidgetStage;
setStage((set) => (stage = set));

const HOSTILE = `
* { all: revert; font-size: 40px !important; }
* { color: red !important; letter-spacing: 8px !important; line-height: 3 !important; --blue: red; --card: black; --type-body: 50px }
button { background: lime !important; border: 9px solid red !important; padding: 40px !important; text-transform: uppercase !important }
textarea, article, p, li { display: inline !important; width: 10px !important }
header { position: fixed !important; top: 0; left: 0; right: 0; height: 100vh; z-index: 2147483647; background: white; transform: none !important }
policy-assistant { display: none !important; opacity: 0 !important }
body > * { transform: rotate(3deg); filter: blur(2px); visibility: hidden; pointer-events: none }
`;

/** What the eye sees of each part: size, place, type and colours. */
function looks(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(() => {
    const root = document.querySelector("policy-assistant")!.shadowRoot!;
    const parts = [".launcher", ".panel", ".chat__title", ".chat__tool", ".composer__input", ".composer__send", ".message--question", ".answer__label", ".answer__text", ".mark", ".citation__quote", ".notice", ".feedback__button"];
    const look = (selector: string): unknown => {
      const part = root.querySelector(selector);
      if (!part) return null;
      const { width, height } = part.getBoundingClientRect();
      const { fontSize, fontFamily, lineHeight, letterSpacing, color, backgroundColor, padding, display, textTransform } = getComputedStyle(part);
      return { width, height, fontSize, fontFamily, lineHeight, letterSpacing, color, backgroundColor, padding, display, textTransform };
    };
    return Object.fromEntries(parts.map((selector) => [selector, look(selector)]));
  });
}

describe("on a page of another site", () => {
  it("works under a policy that allows nothing but its script and its connections, and sets no cookie", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/strict", { policy: stage.policy, body: `<p>正文</p>${stage.tag()}` }));
    await launcherOf(page).click();
    await page.getByText(GREETING).waitFor();
    const answer = await askWidget(page, "管理办法第十一条");
    expect(await answer.locator(".answer__text").innerText()).toContain("公示5个工作日");
    expect(await answer.locator(".answer__label").innerText()).toBe("原文摘录");
    expect(await answer.locator(".citation__link").first().getAttribute("href")).toBe(`${stage.host}/documents/gz-measures#art_11`);
    expect(await page.context().cookies()).toEqual([]);
    expect(stage.faults).toEqual([]);
  });

  it("answers over HTTP where the policy forgets WebSockets, and tries those no more", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/http", { policy: stage.policyOfHttp, body: stage.tag() }));
    await launcherOf(page).click();
    await page.getByText(GREETING).waitFor();
    for (const n of ["第十一条", "第十五条"]) expect(await (await askWidget(page, `管理办法${n}`)).innerText()).toContain(n);
    expect(stage.faults).toEqual([expect.stringContaining("Connecting to 'ws://")]);
  });

  it("asks in plain HTTP and JSON where the browser knows neither WebSockets nor streams", async () => {
    const page = await stage.window();
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, "WebSocket");
      Reflect.deleteProperty(window, "EventSource");
      Object.defineProperty(Response.prototype, "body", { get: () => { throw new Error("no streams here"); } });
    });
    await page.goto(stage.site.page("/old", { policy: stage.policy, body: stage.tag() }));
    await launcherOf(page).click();
    const asked = page.waitForResponse((response) => response.url().includes("/api/ask"));
    expect(await (await askWidget(page, "管理办法第十一条")).innerText()).toContain("公示5个工作日");
    expect((await asked).headers()["content-type"]).toContain("application/json");
    expect(await (await askWidget(page, "第十二条呢")).innerText()).toContain("第十二条");
    expect(stage.faults).toEqual([]);
  });

  it("never opens by itself, and fetches nothing but its script before it is opened", async () => {
    const page = await stage.window();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("websocket", (socket) => requests.push(socket.url()));
    await page.goto(stage.site.page("/closed", { policy: stage.policy, body: stage.tag() }));
    await launcherOf(page).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(requests.filter((url) => url.startsWith(stage.host) || url.startsWith("ws"))).toEqual([`${stage.host}/widget.js`]);
  });

  it("looks and works the same where the page's own styles are hostile, and lies above its highest header", async () => {
    const page = await stage.window();
    const seen: Record<string, unknown>[] = [];
    for (const css of ["", HOSTILE]) {
      await page.goto(stage.site.page(css ? "/hostile" : "/plain", { policy: `${stage.policy}; style-src 'self'`, css, body: `<header>页眉</header>${stage.tag()}` }));
      await launcherOf(page).click();
      await askWidget(page, "管理办法第六条第（六）项");
      // What comes to lie under the pointer looks otherwise, as soon as the browser notices.
      await page.mouse.move(0, 0);
      seen.push(await looks(page));
      await page.evaluate(() => sessionStorage.clear());
    }
    expect(Object.values(seen[0]!).filter((look) => look === null)).toEqual([]);
    expect(seen[1]).toEqual(seen[0]);
    expect(await page.evaluate(() => document.elementFromPoint(1000, 400)?.localName)).toBe("policy-assistant");
    expect(stage.faults).toEqual([]);
  });

  it("leaks no style into the page", async () => {
    const page = await stage.window();
    const body = `<h1>标题</h1><p class="notice">段</p><button class="chip">钮</button><ul><li>项</li></ul>`;
    const look = (): Promise<string[]> =>
      page.evaluate(() => [...document.querySelectorAll("h1,p,button,ul,li,body")].map((node) => [...getComputedStyle(node)].map((name) => getComputedStyle(node).getPropertyValue(name)).join()));
    await page.goto(stage.site.page("/without", { body }));
    const before = await look();
    await page.goto(stage.site.page("/with", { body: body + stage.tag() }));
    await launcherOf(page).click();
    await page.getByRole("dialog").waitFor();
    expect(await look()).toEqual(before);
  });

  it("takes title, side, colour, greeting, launcher and size of text from the tag", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/set", { body: stage.tag(`data-position="left" data-color="#ffcc00" data-title="问政策" data-greeting="欢迎" data-launcher="问我" data-elder`) }));
    const launcher = page.getByRole("button", { name: "问我" });
    expect(await launcher.evaluate((node) => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color])).toEqual(["rgb(255, 204, 0)", "rgb(0, 0, 0)"]);
    expect((await launcher.boundingBox())!.x).toBeLessThan(100);
    await launcher.click();
    await page.getByRole("dialog", { name: "问政策" }).getByText("欢迎").waitFor();
    await askWidget(page, "管理办法第十一条");
    const smallest = await page.evaluate(() => {
      const root = document.querySelector("policy-assistant")!.shadowRoot!;
      const shown = [...root.querySelectorAll<HTMLElement>(".panel *")].filter((node) => node.getClientRects().length > 0 && [...node.childNodes].some((child) => child.nodeType === 3));
      return Math.min(...shown.map((node) => parseFloat(getComputedStyle(node).fontSize)));
    });
    expect(smallest).toBeGreaterThanOrEqual(18);
  });

  it("stands several times on one page, each with a conversation of its own", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/two", { policy: stage.policy, body: stage.tag(`data-launcher="甲"`) + stage.tag(`data-launcher="乙" data-position="left" data-name="b"`) }));
    await page.getByRole("button", { name: "甲" }).click();
    await page.getByRole("button", { name: "乙" }).click();
    expect(await page.getByRole("dialog").count()).toBe(2);
    const left = page.locator("policy-assistant").nth(1);
    await left.getByRole("textbox", { name: "问题" }).fill("管理办法第十一条");
    await left.getByRole("textbox", { name: "问题" }).press("Enter");
    await left.locator('.message--answer[aria-busy="false"]').waitFor();
    expect(await page.locator("policy-assistant").nth(0).locator(".message--answer").count()).toBe(0);
    expect(stage.faults).toEqual([]);
  });

  it("is held by the page's script: init, events, context, a question of the page, destroy", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/api", { body: stage.tag("data-manual") }));
    expect(await launcherOf(page).count()).toBe(0);
    await page.evaluate(() => {
      const told: string[] = [];
      const widget = window.PolicyAssistant!.init({ channel: "portal" });
      const unwanted = (): void => void told.push("off");
      widget.on("open", () => told.push("open"));
      widget.on("question", ({ question }) => told.push(question));
      widget.on("answer", ({ outcome }) => told.push(outcome));
      widget.on("close", () => told.push("close"));
      widget.on("close", unwanted);
      widget.off("close", unwanted);
      widget.setContext({ region: "江苏" });
      widget.openWithQuery("重点培育哪些集群？");
      Object.assign(window, { widget, told });
    });
    const answer = answersOf(page).first().and(page.locator('[aria-busy="false"]'));
    await answer.waitFor();
    expect(await answer.locator(".citation").first().innerText()).toContain("江苏");
    await page.evaluate("widget.toggle()");
    expect(await page.evaluate("told")).toEqual(["open", "重点培育哪些集群？", "answered", "close"]);
    await page.evaluate("widget.destroy()");
    expect(await page.locator("policy-assistant").count()).toBe(0);
  });

  it("that the page has done with leaves no connection open and does nothing more; one that is moved goes on", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/gone", { body: stage.tag("data-manual") }));
    const opened = page.waitForEvent("websocket");
    await page.evaluate(() => {
      const widget = window.PolicyAssistant!.init({ channel: "portal" });
      widget.open();
      Object.assign(window, { widget });
    });
    const socket = await opened;
    await askWidget(page, "管理办法第十一条");
    await page.evaluate(() => document.body.prepend(document.querySelector("policy-assistant")!));
    await askWidget(page, "管理办法第十二条");
    expect(socket.isClosed()).toBe(false);
    const closed = socket.waitForEvent("close");
    await page.evaluate(() => {
      const element = document.querySelector("policy-assistant")!;
      element.remove();
      Object.assign(window, { element });
    });
    await closed;
    await page.evaluate("document.body.append(element)");
    await askWidget(page, "管理办法第十三条");
    await page.evaluate("widget.destroy(); widget.openWithQuery('管理办法第十四条'); widget.destroy()");
    expect(await page.evaluate("element.shadowRoot.querySelectorAll('.message--question').length")).toBe(3);
    expect(stage.faults).toEqual([]);
  });

  it("asks nothing for a page that has no question, and what a page asks without the space around it", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/blank", { body: stage.tag("data-manual") }));
    await page.evaluate(() => {
      const widget = window.PolicyAssistant!.init({ channel: "portal" });
      widget.openWithQuery(" \n ");
      widget.openWithQuery(" 管理办法第十一条 ");
    });
    await answersOf(page).first().and(page.locator('[aria-busy="false"]')).waitFor();
    expect(await page.locator(".message--question").allTextContents()).toEqual(["管理办法第十一条"]);
  });

  it("is sent with an ETag, and not again where nothing has changed", async () => {
    const { headers } = await stage.app.inject("/widget.js");
    expect(headers).toMatchObject({ "cache-control": "public, max-age=300", "cross-origin-resource-policy": "cross-origin" });
    const again = await stage.app.inject({ url: "/widget.js", headers: { "if-none-match": headers.etag! } });
    expect(again.statusCode).toBe(304);
  });
});
