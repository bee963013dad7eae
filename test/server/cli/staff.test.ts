import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { Accounts } from "../../../server/auth/accounts.js";
import { passwordMatches } from "../../../server/auth/passwords.js";
import { readPassword } from "../../../server/cli/read-password.js";
import { start, type Finished } from "../../support/process.js";
import { sharedTempFolder } from "../../support/temp-folder.js";

const folder = sharedTempFolder();
const STAFF_FILE = join(folder, "staff.json");
const DATABASE_FILE = join(folder, "assistant.sqlite");

/** Runs the command; what it is to read goes in by standard input. */
function staff(args: readonly string[], typed = ""): Promise<Finished> {
  const { child, ended } = start("server/cli/staff.ts", args, { STAFF_FILE, DATABASE_FILE });
  child.stdin!.end(typed);
  return ended;
}

describe("npm run staff", () => {
  it("adds accounts with a password from standard input, and lists them", async () => {
    expect(await staff(["add", "张三", "--role", "editor"], "一个足够长的密码2026\n")).toEqual({ code: 0, stdout: "已新建账号「张三」（editor）。\n", stderr: "" });
    expect((await staff(["list"])).stdout).toMatch(/^张三　editor　建于 \d{4}-\d\d-\d\d　密码改于 \d{4}-\d\d-\d\d\n共 1 个账号。\n$/);
    expect(await passwordMatches("一个足够长的密码2026", new Accounts(STAFF_FILE).known("张三").passwordHash)).toBe(true);
  });

  it("refuses with 1, and changes nothing: a short password, none, a bad name, a taken one, an unknown one", async () => {
    const before = readFileSync(STAFF_FILE, "utf8");
    const refused = await Promise.all([
      staff(["add", "lisi", "--role", "admin"], "short\n"),
      staff(["add", "lisi", "--role", "admin"]),
      staff(["add", "a b", "--role", "admin"], "long enough 2026"),
      staff(["add", "张三", "--role", "admin"], "long enough 2026"),
      staff(["remove", "lisi"]),
    ]);
    expect(refused.map(({ code, stdout }) => [code, stdout])).toEqual(Array.from({ length: 5 }, () => [1, ""]));
    expect(refused.map(({ stderr }) => stderr)).toEqual([
      "新密码至少 10 个字符。\n",
      "没有输入密码，或两次输入不同。\n",
      "账号名应为 2 到 32 个汉字、字母、数字或 . _ -\n",
      "已有账号「张三」。\n",
      "没有账号「lisi」。\n",
    ]);
    expect(readFileSync(STAFF_FILE, "utf8")).toBe(before);
  });

  it("shows its usage with 2, and takes no password as an argument", async () => {
    const wrong = [[], ["add", "lisi", "--role", "boss"], ["add", "lisi", "long enough 2026", "--role", "admin"], ["audit", "--verify", "--expect", "1"]];
    const codes = await Promise.all(wrong.map(async (args) => (await staff(args, "long enough 2026")).code));
    expect(codes).toEqual(wrong.map(() => 2));
    expect(new Accounts(STAFF_FILE).find("lisi")).toBeUndefined();
  });

  it("changes roles and passwords, removes accounts, and tells all of it in the audit log", async () => {
    expect((await staff(["role", "张三", "admin"])).stdout).toBe("账号「张三」的角色已改为 admin。\n");
    expect((await staff(["reset", "张三"], "another long one\n")).code).toBe(0);
    expect(await passwordMatches("another long one", new Accounts(STAFF_FILE).known("张三").passwordHash)).toBe(true);
    expect((await staff(["remove", "张三"])).stdout).toBe("已删除账号「张三」，已有的登录全部失效。\n");
    expect(new Accounts(STAFF_FILE).list()).toEqual([]);
    const db = new Database(DATABASE_FILE);
    const lines = db.prepare("SELECT account, action, target, detail FROM staff_audit ORDER BY seq").raw().all();
    db.close();
    expect(lines).toEqual([
      ["（命令行）", "account_added", "张三", '{"role":"editor"}'],
      ["（命令行）", "role_changed", "张三", '{"from":"editor","to":"admin"}'],
      ["（命令行）", "password_reset", "张三", null],
      ["（命令行）", "account_removed", "张三", null],
    ]);
  });

  it("verifies the audit log: 0 while it is whole, 1 once a line was changed or is gone", async () => {
    const whole = await staff(["audit", "--verify"]);
    expect([whole.code, whole.stderr]).toEqual([0, ""]);
    const anchor = /^操作记录完好，共 4 行。\n末行 (4:[0-9a-f]{64})/.exec(whole.stdout)![1]!;
    expect((await staff(["audit", "--verify", "--expect", anchor])).code).toBe(0);
    expect(await staff(["audit", "--verify", "--expect", anchor.replace(/.$/, (last) => (last === "0" ? "1" : "0"))])).toMatchObject({ code: 1, stderr: "操作记录有问题：第 4 行与记下的散列不同。它之前的 3 行完好。\n" });
    const db = new Database(DATABASE_FILE);
    db.exec("DROP TRIGGER staff_audit_is_not_changed; UPDATE staff_audit SET detail = '{\"role\":\"reader\"}' WHERE seq = 1");
    expect(await staff(["audit", "--verify"])).toMatchObject({ code: 1, stdout: "", stderr: "操作记录有问题：第 1 行的内容被改动。它之前的 0 行完好。\n" });
    db.exec("UPDATE staff_audit SET detail = '{\"role\":\"editor\"}' WHERE seq = 1; DROP TRIGGER staff_audit_is_not_shortened; DELETE FROM staff_audit WHERE seq = 4");
    db.close();
    expect(await staff(["audit", "--verify"])).toMatchObject({ code: 1, stderr: "操作记录有问题：第 4 行缺失。它之前的 3 行完好。\n" });
  });

  it("does not take a wrong path for a whole log, nor an account file that others may read", async () => {
    const nowhere = join(folder, "none.sqlite");
    const { code, stderr } = await start("server/cli/staff.ts", ["audit", "--verify"], { STAFF_FILE, DATABASE_FILE: nowhere }).ended;
    expect([code, stderr, existsSync(nowhere)]).toEqual([1, `没有数据库「${nowhere}」，可用环境变量 DATABASE_FILE 指定。\n`, false]);
    chmodSync(STAFF_FILE, 0o644);
    expect(await staff(["list"])).toEqual({ code: 1, stdout: "", stderr: `账号文件「${STAFF_FILE}」不能使用：权限应为 600，现为 644，请运行 chmod 600。\n` });
  });
});

describe("a password typed into a terminal", () => {
  const type = async (...lines: string[]): Promise<{ password: string | null; shown: string }> => {
    const keyboard = Object.assign(new PassThrough(), { isTTY: true });
    const screen = new PassThrough({ encoding: "utf8" });
    keyboard.end(lines.map((line) => `${line}\r`).join(""));
    const password = await readPassword(keyboard as unknown as ReadStream, screen);
    return { password, shown: (screen.read() as string | null) ?? "" };
  };

  it("is taken where both times it is the same, mended with backspace, and never shown", async () => {
    expect(await type("secret 密码X\u007f", "secret 密码")).toEqual({ password: "secret 密码", shown: "密码（不显示）：\n再输一次：\n" });
  });

  it("is none where it differs, is empty, or is broken off with Ctrl-C", async () => {
    for (const lines of [["one secret", "another"], ["", ""], ["one secret", ""], ["one\u0003"]]) expect((await type(...lines)).password).toBeNull();
  });
});
