import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { IDLE_LIMIT } from "../../../server/auth/sessions.js";
import { passwordOf } from "../../support/staff.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { setWorkbenchStage, WorkbenchStage } from "../../support/workbench-stage.js";

const folder = sharedTempFolder();
let stage: WorkbenchStage;
let page: Page;
setWorkbenchStage((set) => (stage = set));
beforeEach(() => {
  stage.ahead = 0;
});

const fault = () => page.getByRole("alert");
const account = () => page.locator(".wb-bar__account");

async function open(path: string): Promise<void> {
  page = await stage.window();
  await page.goto(`${stage.address}/workbench${path}`);
  await page.getByRole("button", { name: "登录" }).waitFor();
}

async function signIn(name: string, password = passwordOf(name)): Promise<void> {
  await page.getByLabel("账号名").fill(name);
  await page.getByLabel("密码").fill(password);
  await page.keyboard.press("Enter");
}

describe("signing in", () => {
  it("leads to the place that was asked for, and says who is in, and as what", async () => {
    await open("/read/gz-measures#art_8");
    await signIn("李编辑");
    await page.locator(".provision--chosen").waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe("/workbench/read/gz-measures#art_8");
    expect(await account().innerText()).toBe("李编辑（编辑）");
  });

  it("says plainly what is missing or wrong, empties the password and leaves the focus there", async () => {
    await open("");
    await page.getByRole("button", { name: "登录" }).click();
    expect(await fault().innerText()).toBe("请输入账号名。");
    await signIn("王查看", "");
    expect(await fault().innerText()).toBe("请输入密码。");
    await signIn("王查看", "不是这个密码");
    await page.getByText("账号名或密码不对。").waitFor();
    expect(await page.getByLabel("密码").inputValue()).toBe("");
    expect(await page.getByLabel("密码").evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await page.locator(".wb-main").count()).toBe(0);
  });

  it("tells a locked account how long to wait", async () => {
    await open("");
    for (let attempt = 0; attempt < 5; attempt++) {
      await signIn("赵管理", `错误的密码${attempt}`);
      await expect.poll(() => page.getByLabel("密码").inputValue()).toBe("");
      await page.getByRole("button", { name: "登录", exact: true }).waitFor();
    }
    await signIn("赵管理");
    await page.getByText("失败次数太多，请 15 分钟后再试。").waitFor();
    // The lock is the address's too: the next test signs in after it.
    stage.ahead = 20 * 60_000;
    await signIn("赵管理");
    await account().waitFor();
  });

  it("ends with signing out, for every address", async () => {
    page = await stage.signedIn("/search?q=复核");
    await page.getByRole("button", { name: "退出" }).click();
    await page.getByText("已退出登录。").waitFor();
    await page.goto(`${stage.address}/workbench/search`);
    await page.getByRole("button", { name: "登录" }).waitFor();
  });
});

describe("a session that has run out", () => {
  it("is told at the next step, and the same account goes on where it was, with what it had opened", async () => {
    page = await stage.signedIn("/search?q=复核");
    await page.locator(".ranking__summary").first().click();
    stage.ahead = IDLE_LIMIT + 1000;
    await page.getByRole("link", { name: "阅读" }).click();
    await page.getByText("登录已失效，请重新登录。").waitFor();
    expect(await page.locator(".wb-main").isVisible()).toBe(false);
    expect(await page.getByLabel("账号名").inputValue()).toBe("王查看");
    await page.getByLabel("密码").fill(passwordOf("王查看"));
    await page.keyboard.press("Enter");
    await page.locator(".document-line").first().waitFor();
    expect(new URL(page.url()).pathname).toBe("/workbench/read");
    await page.goBack();
    await page.locator(".hit").first().waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("复核");
  });

  it("is told the same where the view's own call finds it first; the window has its name again afterwards", async () => {
    page = await stage.signedIn("/matrix?regions=江苏");
    await page.locator(".matrix-quote").first().waitFor();
    stage.ahead = IDLE_LIMIT + 1000;
    await page.getByRole("checkbox", { name: "贵州" }).click();
    await page.getByText("登录已失效，请重新登录。").waitFor();
    await page.getByLabel("密码").fill(passwordOf("王查看"));
    await page.keyboard.press("Enter");
    await page.locator(".matrix-quote").first().waitFor();
    expect(await page.title()).toBe("对照 · 集群政策助手工作台");
    stage.ahead = 2 * IDLE_LIMIT + 2000;
    const ends = Promise.all(["figures", "session"].map((call) => page.waitForResponse((reply) => reply.url().endsWith(`/api/staff/${call}`) && reply.status() === 401)));
    await page.getByRole("link", { name: "指标" }).click();
    await (await ends)[1]!.finished();
    await page.getByText("登录已失效，请重新登录。").waitFor();
    expect(await page.getByLabel("账号名").inputValue()).toBe("王查看");
    await page.getByLabel("密码").fill(passwordOf("王查看"));
    await page.keyboard.press("Enter");
    await page.locator(".wb-main").waitFor();
    expect(await page.title()).toBe("指标 · 集群政策助手工作台");
  });

  it("saves no refusal as a file; what was not done is said to whoever has signed in again", async () => {
    page = await stage.signedIn("/matrix?regions=江苏");
    const downloads: string[] = [];
    page.on("download", (file) => downloads.push(file.suggestedFilename()));
    await page.locator(".matrix-quote").first().waitFor();
    stage.ahead = IDLE_LIMIT + 1000;
    await page.getByRole("link", { name: "导出 Word" }).click();
    await page.getByText("登录已失效，请重新登录。").waitFor();
    await page.getByLabel("密码").fill(passwordOf("王查看"));
    await page.keyboard.press("Enter");
    await page.getByText("刚才登录已失效，这一步没有完成，请再试一次。").waitFor();
    expect(downloads).toEqual([]);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "导出 Word" }).click()]);
    expect(file.suggestedFilename()).toBe("各地政策对照表.docx");
  });

  it("leaves nothing of one account's page to another", async () => {
    page = await stage.signedIn("/search?q=复核");
    await page.locator(".hit").first().waitFor();
    stage.ahead = IDLE_LIMIT + 1000;
    await page.getByRole("link", { name: "阅读" }).click();
    await page.getByText("登录已失效，请重新登录。").waitFor();
    await signIn("李编辑");
    await page.locator(".document-line").first().waitFor();
    expect(await account().innerText()).toBe("李编辑（编辑）");
  });
});

it("where no account was made yet, the form says how one is made", async () => {
  const bare = await WorkbenchStage.set(folder, { roles: {} });
  try {
    page = await bare.window();
    await page.goto(`${bare.address}/workbench`);
    await page.getByText("npm run staff -- add 账号名 --role admin").waitFor();
  } finally {
    await bare.strike();
  }
});

it("no other site may frame the workbench, and none of its addresses", async () => {
  for (const path of ["/workbench", "/workbench/", "/workbench/read/gz-measures?a=1"]) {
    const { headers } = await stage.app.inject(path);
    expect(headers["content-security-policy"]).toMatch(/frame-ancestors 'self'\s*(;|$)/);
  }
});

it("a theme and large type are kept for the next visit", async () => {
  page = await stage.signedIn("/search");
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await page.getByRole("button", { name: "大字" }).click();
  await page.getByRole("combobox", { name: "显示颜色" }).selectOption("dark");
  await page.reload();
  await page.locator(".wb-main").waitFor();
  expect(await page.getByRole("button", { name: "大字" }).getAttribute("aria-pressed")).toBe("true");
  expect(await size()).toBeGreaterThan(before);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(16, 22, 29)");
  expect(stage.faults).toEqual([]);
});

it("an address that is no view says so, and leads back", async () => {
  page = await stage.signedIn("/no-such-view");
  await page.getByRole("link", { name: "回到检索" }).click();
  await page.getByRole("searchbox").waitFor();
});

it("a view that breaks says so, and the way to the others stays", async () => {
  page = await stage.signedIn("/search");
  await page.route("**/api/staff/figures*", (route) => route.fulfill({ json: {} }));
  await page.getByRole("link", { name: "指标" }).click();
  await page.getByText("页面出错了，请刷新后再试，或从上方打开别的页面。").waitFor();
  await page.getByRole("link", { name: "阅读" }).click();
  await page.locator(".document-line").first().waitFor();
  await page.unroute("**/api/staff/figures*");
  await page.goBack();
  await page.locator(".figures__document, h2").first().waitFor();
  expect(await page.getByText("页面出错了").count()).toBe(0);
});
