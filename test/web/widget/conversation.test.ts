import type { Locator, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import type { AskedFact } from "../../../server/schemas/objects.js";
import type { ConversationReply } from "../../../web/client/wire.js";
import { answersOf, askWidget, GREETING, launcherOf, setStage, type WidgetStage } from "../../support/widget-stage.js";

let stage: WidgetStage;
let page: Page;
setStage((set) => (stage = set));
beforeEach(async () => {
  page = await stage.window();
  await page.goto(stage.site.page("/", { policy: stage.policy, body: `<p>正文</p>${stage.tag()}` }));
  await launcherOf(page).click();
  // The regions come with it, and move what stands below them.
  await page.getByText(GREETING).waitFor();
});

describe("a conversation in the widget", () => {
  it("shows a mark's citation under the pointer, until Escape", async () => {
    const answer = await askWidget(page, "管理办法第六条第（六）项");
    await answer.locator(".mark").first().hover();
    const preview = page.getByRole("tooltip");
    expect(await preview.innerText()).toMatch(/贵州省先进制造业集群培育管理办法[\s\S]*第六条第（六）项[\s\S]*征求意见稿/);
    const box = (await preview.boundingBox())!;
    const panel = (await page.getByRole("dialog").boundingBox())!;
    expect(box.y).toBeGreaterThanOrEqual(panel.y);
    expect(box.y + box.height).toBeLessThanOrEqual(panel.y + panel.height);
    await answer.locator(".mark").first().focus();
    await page.keyboard.press("Escape");
    expect(await preview.count()).toBe(0);
    expect(await page.getByRole("dialog").isVisible()).toBe(true);
  });

  it("opens a citation's provision beside the conversation, highlighted among what stands around it", async () => {
    const answer = await askWidget(page, "管理办法第六条第（六）项");
    await answer.locator(".mark").first().click();
    const chosen = page.locator(".beside .provision--chosen");
    await chosen.waitFor();
    expect(await chosen.count()).toBe(1);
    expect(await chosen.getAttribute("id")).toBe("art_6__item_6");
    const [part, frame] = [(await chosen.boundingBox())!, (await page.locator(".beside__text").boundingBox())!];
    expect(part.y).toBeGreaterThan(frame.y);
    expect(part.y).toBeLessThan(frame.y + frame.height);
    expect(await page.locator(".beside__head .badge").innerText()).toBe("征求意见稿");
    expect(await page.locator(".beside .notice--draft").innerText()).toContain("征求意见稿");
    expect(stage.faults).toEqual([]);
  });

  it("is found again after a reload, and goes on", async () => {
    await askWidget(page, "贵州的集群多久复核一次");
    await page.reload();
    await launcherOf(page).click();
    await answersOf(page).first().waitFor();
    expect(await page.locator(".message--question").allInnerTexts()).toEqual(["贵州的集群多久复核一次"]);
    const next = await askWidget(page, "不合格怎么处理呢");
    expect(await next.locator(".citation__link").first().getAttribute("href")).toContain("/documents/gz-");
    await page.getByRole("button", { name: "新对话" }).click();
    await page.reload();
    await launcherOf(page).click();
    await page.locator(".message--greeting").waitFor();
    expect(await answersOf(page).count()).toBe(0);
    expect(stage.faults).toEqual([]);
  });

  it("goes on after a reload though its transcript is still on its way", async () => {
    await askWidget(page, "管理办法第十一条");
    let send: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (send = resolve));
    await page.route("**/api/conversations/*", (route) => held.then(() => route.continue()));
    await page.reload();
    await launcherOf(page).click();
    const next = await askWidget(page, "那第十二条呢");
    expect(await next.locator(".citation__link").first().getAttribute("href")).toContain("/documents/gz-measures#art_12");
    send();
    expect(stage.faults).toEqual([]);
  });

  it("is not brought back by a slow reply where a new one was begun meanwhile", async () => {
    await askWidget(page, "管理办法第十一条");
    let send: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => void page.route("**/api/conversations/*", async (route) => {
      resolve();
      await new Promise<void>((go) => (send = go));
      await route.continue();
    }));
    await page.reload();
    await launcherOf(page).click();
    await asked;
    await page.getByRole("button", { name: "新对话" }).click();
    const told = page.waitForResponse("**/api/conversations/*");
    send();
    await (await told).finished();
    await askWidget(page, "管理办法第十二条");
    expect(await page.locator(".message--question").allInnerTexts()).toEqual(["管理办法第十二条"]);
  });

  it("copies an answer on plain HTTP, with what it is and where it comes from", async () => {
    const answer = await askWidget(page, "管理办法第十一条");
    await page.evaluate(() => {
      Object.defineProperty(window, "isSecureContext", { value: false });
      document.addEventListener("copy", () => Object.assign(window, { copied: (document.activeElement as HTMLTextAreaElement).value }));
    });
    await answer.getByRole("button", { name: "复制", exact: true }).click();
    // The button says so as well, but only for a moment.
    await page.getByRole("status").filter({ hasText: "已复制" }).waitFor({ state: "attached" });
    const copied = await page.evaluate<string>("copied");
    expect(copied).toMatch(/^【原文摘录】\n【提示】.*征求意见稿/);
    expect(copied).toContain("公示5个工作日");
    expect(copied).toContain(`${stage.host}/documents/gz-measures#art_11`);
  });

  it("prints the conversation by itself, with its labels and whole quotes, under the strict policy", async () => {
    await page.evaluate(() => {
      const printed: string[] = [];
      Object.assign(window, { printed });
      // The frame is made at the press of the button: its print is caught as soon as it stands there.
      new MutationObserver(() => {
        const inside = document.querySelector("policy-assistant")!.shadowRoot!.querySelector("iframe")?.contentWindow;
        if (inside) printed.push(inside.document.body.innerText, inside.getComputedStyle(inside.document.querySelector(".message--question")!).fontWeight);
      }).observe(document.querySelector("policy-assistant")!.shadowRoot!.querySelector(".assistant")!, { childList: true });
    });
    await askWidget(page, "管理办法第十一条");
    await page.getByRole("button", { name: "打印" }).click();
    await expect.poll(() => page.evaluate<string[]>("printed")).not.toEqual([]);
    const [text, weight] = await page.evaluate<string[]>("printed");
    expect(text).toMatch(/原文摘录[\s\S]*公示5个工作日[\s\S]*出处/);
    expect(text).not.toContain("没帮助");
    expect(weight).toBe("600");
    expect(stage.faults).toEqual([]);
  });

  it("takes a thumb down with its reason", async () => {
    const answer = await askWidget(page, "管理办法第十一条");
    await answer.getByRole("button", { name: "没帮助" }).click();
    const sent = page.waitForRequest((request) => request.url().endsWith("/api/feedback") && (request.postData() ?? "").includes("内容不全"));
    await answer.getByRole("button", { name: "内容不全" }).click();
    await sent;
    await answer.getByText("已收到，谢谢").waitFor();
    expect(stage.faults).toEqual([]);
  });

  it("shows a rating again after a reload, with its reason", async () => {
    const answer = await askWidget(page, "管理办法第十一条");
    await answer.getByRole("button", { name: "没帮助" }).click();
    await answer.getByText("已收到，谢谢").waitFor();
    const kept = page.waitForResponse((reply) => (reply.request().postData() ?? "").includes("内容不全"));
    await answer.getByRole("button", { name: "内容不全" }).click();
    await kept;
    await page.reload();
    await launcherOf(page).click();
    const again = answersOf(page).first();
    await again.getByText("已评价：内容不全").waitFor();
    expect(await again.getByRole("button", { name: "没帮助" }).getAttribute("aria-pressed")).toBe("true");
    expect(await again.getByRole("button", { name: "有帮助" }).getAttribute("aria-pressed")).toBe("false");
  });

  it("leads through a self-assessment by its buttons to the report, and tells how far it is", async () => {
    const first = await askWidget(page, "我们想申报贵州的先进制造业集群，够条件吗？");
    const told = async (answer: Locator): Promise<number> => Number(/已答 (\d+) 项，还差约 [1-9]\d* 项/.exec(await answer.locator(".assessment").innerText())?.[1]);
    const begun = await told(first);
    expect(await first.locator(".interview").getByRole("button", { name: "不知道" }).count()).toBe(1);
    await first.locator(".interview .chip").first().click();
    const second = answersOf(page).nth(1).and(page.locator('[aria-busy="false"]'));
    await second.waitFor();
    expect(await told(second)).toBe(begun + 1);
    expect(await page.locator(".interview").count()).toBe(1);
    await second.locator(".interview").getByRole("button", { name: "不知道" }).click();
    await answersOf(page).nth(2).and(page.locator('[aria-busy="false"]')).waitFor();
    expect(await told(answersOf(page).nth(2))).toBe(begun + 2);
    const href = await second.getByRole("link", { name: "查看自测报告" }).getAttribute("href");
    const [report] = await Promise.all([page.context().waitForEvent("page"), second.getByRole("link", { name: "查看自测报告" }).click()]);
    await report.getByText("自测").first().waitFor();
    expect(report.url()).toBe(href);
    expect((await fetch(href!.replace("html", "docx"))).headers.get("content-type")).toContain("wordprocessingml");
  });

  describe("a question of the self-assessment", () => {
    /** The conversation as the server would give it back, its last answer asking this. */
    async function asks(asked: AskedFact): Promise<Locator> {
      await askWidget(page, "我们想申报贵州的先进制造业集群，够条件吗？");
      await page.route("**/api/conversations/*", async (route) => {
        const reply = await route.fetch();
        const conversation = (await reply.json()) as ConversationReply;
        const last = conversation.turns[conversation.turns.length - 1]!;
        last.answer.eligibility = { ...last.answer.eligibility!, asked };
        await route.fulfill({ response: reply, json: conversation });
      });
      await page.reload();
      await launcherOf(page).click();
      const form = page.locator(".interview");
      await form.waitFor();
      return form;
    }
    const sent = (): Promise<string[]> => page.locator(".message--question").allInnerTexts();

    it("of which several may hold has boxes, and says so where none is ticked", async () => {
      const form = await asks({ id: "founders", question: "由谁发起？", type: "choices", choices: ["集群龙头企业", "社会团体（协会、学会、商会等）"] });
      await form.getByRole("button", { name: "确定" }).click();
      expect(await form.innerText()).toContain("请至少选一项");
      for (const box of await form.getByRole("checkbox").all()) await box.check();
      await form.getByRole("button", { name: "确定" }).click();
      expect((await sent())[1]).toBe("集群龙头企业、社会团体（协会、学会、商会等）");
    });

    it("for a number has a field with its unit, and takes none that cannot be", async () => {
      const form = await asks({ id: "year", question: "哪一年认定的？", type: "number", least: 2000, most: 2100, unit: "年" });
      const field = form.getByRole("textbox", { name: "哪一年认定的？" });
      await field.fill("一九九九");
      await field.press("Enter");
      expect(await form.innerText()).toContain("请填 2000 到 2100 的整数，单位是年。");
      await field.fill("2024");
      await field.press("Enter");
      expect((await sent())[1]).toBe("2024年");
    });

    it("for something that may have been has a month and how grave it was", async () => {
      const form = await asks({ id: "major_safety", question: "近三年有没有？", type: "yes_no", incident: "安全生产事故" });
      await form.getByText("发生过安全生产事故，写明时间和等级").click();
      await form.getByRole("button", { name: "填好了" }).click();
      expect(await form.innerText()).toContain("请填发生的年份和月份");
      await form.getByLabel("哪年哪月").fill("2024-05");
      await form.getByRole("combobox", { name: "等级" }).selectOption("重大");
      await form.getByRole("button", { name: "填好了" }).click();
      expect((await sent())[1]).toBe("2024年5月发生过重大安全生产事故");
      await answersOf(page).nth(1).and(page.locator('[aria-busy="false"]')).waitFor();
      expect(await answersOf(page).nth(1).innerText()).toContain("发生过的事件：“2024年5月发生过重大安全生产事故”");
    });
  });

  it("says plainly that the network is away, and answers when it is back", async () => {
    await askWidget(page, "管理办法第十一条");
    await page.context().setOffline(true);
    await page.getByText("网络已断开。恢复后可以继续提问").waitFor();
    await page.context().setOffline(false);
    await page.locator(".chat__offline").waitFor({ state: "hidden" });
    expect(await (await askWidget(page, "管理办法第十五条")).innerText()).toContain("第十五条");
  });

  it("offers the site's regions, and asks about the chosen one", async () => {
    await page.getByLabel("地区").selectOption("江苏");
    const answer = await askWidget(page, "重点培育哪些集群？");
    expect(await answer.locator(".citation").first().innerText()).toContain("江苏");
  });
});
