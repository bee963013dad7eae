import type { Page } from "playwright-core";
import type { z } from "zod";
import { beforeEach, describe, expect, it } from "vitest";
import type { auditReplySchema } from "../../../server/schemas/staff.js";
import { ATTEMPTS } from "../../../server/auth/lockout.js";
import { Keyboard } from "../../support/keyboard.js";
import { passwordOf, signIn } from "../../support/staff.js";
import { setWorkbenchStage, type WorkbenchStage } from "../../support/workbench-stage.js";

type AuditReply = z.infer<typeof auditReplySchema>;

/** One account a test: what is changed and locked is its own. */
const NAMES = { 甲查看: "reader", 乙查看: "reader", 丙查看: "reader", 赵管理: "admin" } as const;
const NEXT = "换成的新密码-2026";

let stage: WorkbenchStage;
let page: Page;
setWorkbenchStage((set) => (stage = set), () => ({ roles: NAMES }));
beforeEach(() => {
  stage.ahead = 0;
});

const fault = () => page.getByRole("alert");
const field = (name: string) => page.getByLabel(name);

async function change(current: string, next: string, again = next): Promise<void> {
  await field("当前密码").fill(current);
  await field("新密码（至少").fill(next);
  await field("再输一遍新密码").fill(again);
  await page.keyboard.press("Enter");
}

describe("the own password", () => {
  it("is changed with the keyboard alone; other sessions end, this one goes on, and the audit log tells of it", async () => {
    const elsewhere = await signIn(stage.app, "甲查看");
    page = await stage.signedIn("/search", { name: "甲查看" });
    const keys = await Keyboard.of(page);
    await keys.focusSoon("检索条款");
    await keys.tabTo("甲查看（查看）", { key: "Shift+Tab", most: 6 });
    await keys.press("Enter");
    await page.getByRole("heading", { name: "账户" }).waitFor();
    expect(await keys.focus()).toMatchObject({ tag: "main", unseen: null });
    await keys.tabTo("当前密码", { most: 1 });
    await keys.type(passwordOf("甲查看"));
    await keys.tabTo("新密码", { most: 1 });
    await keys.type(NEXT);
    await keys.tabTo("再输一遍新密码", { most: 1 });
    await keys.type(NEXT);
    await keys.press("Enter");
    await page.getByText("密码已修改。").first().waitFor();
    await keys.focusSoon("再输一遍新密码");
    expect(await page.locator("input[type=password]").evaluateAll((fields) => fields.map((one) => (one as HTMLInputElement).value))).toEqual(["", "", ""]);

    await page.getByRole("link", { name: "指标" }).press("Enter");
    await page.locator(".timeline__item").first().waitFor();
    expect((await stage.app.inject({ url: "/api/staff/session", headers: elsewhere.headers })).statusCode).toBe(401);
    expect((await stage.app.inject({ method: "POST", url: "/api/staff/session", payload: { name: "甲查看", password: passwordOf("甲查看") } })).statusCode).toBe(401);
    await signIn(stage.app, "甲查看", NEXT);
    const admin = await signIn(stage.app, "赵管理");
    const { lines } = (await stage.app.inject({ url: "/api/staff/audit", headers: admin.headers })).json<AuditReply>();
    expect(lines).toContainEqual(expect.objectContaining({ account: "甲查看", action: "password_changed" }));
    expect(stage.faults).toEqual([]);
  });

  it("is not changed where something is missing, too short or different: it says so, and the focus is there", async () => {
    page = await stage.signedIn("/account", { name: "乙查看" });
    const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement).labels![0]!.innerText.trim());
    await change("", NEXT);
    expect([await fault().innerText(), await focused()]).toEqual(["请输入当前密码。", "当前密码"]);
    await change(passwordOf("乙查看"), "九个字符的新密码x");
    expect([await fault().innerText(), await focused()]).toEqual(["新密码至少 10 个字符。", "新密码（至少 10 个字符）"]);
    await change(passwordOf("乙查看"), NEXT, `${NEXT}x`);
    expect([await fault().innerText(), await focused()]).toEqual(["两次输入的新密码不同。", "再输一遍新密码"]);
    await change("不是当前的密码", NEXT);
    await expect.poll(() => fault().innerText()).toBe("当前密码不对，请重新输入。");
    expect([await field("当前密码").inputValue(), await focused()]).toEqual(["", "当前密码"]);
    await signIn(stage.app, "乙查看");
  });

  it("cannot be guessed: after so many wrong ones the account waits, as at the sign-in", async () => {
    page = await stage.signedIn("/account", { name: "丙查看" });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await change(`不对的密码${attempt}`, NEXT);
      await expect.poll(() => field("当前密码").inputValue()).toBe("");
    }
    await change(passwordOf("丙查看"), NEXT);
    await page.getByText("失败次数太多，请 15 分钟后再试。").waitFor();
    stage.ahead = 20 * 60_000;
    await change(passwordOf("丙查看"), NEXT);
    await page.getByText("密码已修改。").first().waitFor();
  });
});
