import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Accounts, StaffFileError, type StaffAccount } from "../../../server/auth/accounts.js";
import { hashPassword } from "../../../server/auth/passwords.js";
import { CHEAP } from "../../support/staff.js";
import { tempFolder } from "../../support/temp-folder.js";

const AT = "2026-01-01T00:00:00.000Z";
let passwordHash: string;
let file: string;

beforeAll(async () => {
  passwordHash = await hashPassword("a password of some", CHEAP);
});
beforeEach(() => {
  file = join(tempFolder(), "var", "staff.json");
});

const account = (name: string, role: StaffAccount["role"] = "reader"): StaffAccount => ({ name, role, passwordHash, createdAt: AT, passwordChangedAt: AT });

describe("the account file", () => {
  it("need not exist, and is made with its folder, readable by its owner alone", () => {
    const accounts = new Accounts(file);
    expect([accounts.list(), existsSync(file)]).toEqual([[], false]);
    accounts.add(account("li.si"));
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect(readdirSync(join(file, ".."))).toEqual(["staff.json"]);
  });

  it("is read anew whenever another process replaced it", () => {
    const [server, command] = [new Accounts(file), new Accounts(file)];
    command.add(account("li.si"));
    command.add(account("__proto__", "admin"));
    expect(server.list().map(({ name, role }) => [name, role])).toEqual([["__proto__", "admin"], ["li.si", "reader"]]);
    command.setRole("li.si", "editor");
    expect(server.find("li.si")?.role).toBe("editor");
    command.remove("li.si");
    expect(server.find("li.si")).toBeUndefined();
    expect(server.find("constructor")).toBeUndefined();
  });

  it("survives a writer that was killed: what it left aside is overwritten, never followed", () => {
    const accounts = new Accounts(file);
    accounts.add(account("li.si"));
    const elsewhere = join(file, "..", "elsewhere");
    writeFileSync(elsewhere, "untouched");
    symlinkSync(elsewhere, `${file}.new`);
    accounts.setPassword("li.si", passwordHash, new Date("2026-02-03"));
    expect(new Accounts(file).known("li.si").passwordChangedAt).toBe("2026-02-03T00:00:00.000Z");
    expect(readFileSync(elsewhere, "utf8")).toBe("untouched");
  });

  const FAULTS: [string, (text: string) => string, RegExp][] = [
    ["JSON that breaks off", (text) => text.slice(0, -20), /不是正确的 JSON/],
    ["an unknown role", (text) => text.replace('"reader"', '"boss"'), /accounts\.0\.role 格式不对/],
    ["a password in the clear", (text) => text.replace(passwordHash, "a password of some"), /accounts\.0\.passwordHash 格式不对/],
    ["a field that is none", (text) => text.replace('"role"', '"admin": true, "role"'), /accounts\.0 格式不对/],
    ["a newer version", (text) => text.replace('"version": 1', '"version": 2'), /version 格式不对/],
    ["two accounts of one name", (text) => text.replace("wang", "li.si"), /有两个同名账号/],
  ];
  it.each(FAULTS)("with %s lets nobody in, names the fault, and quotes nothing", (_, damage, fault) => {
    const accounts = new Accounts(file);
    accounts.add(account("li.si"));
    accounts.add(account("wang"));
    const text = readFileSync(file, "utf8");
    writeFileSync(file, damage(text));
    expect(damage(text)).not.toBe(text);
    expect(() => accounts.find("li.si")).toThrow(StaffFileError);
    expect(() => accounts.find("li.si")).toThrow(fault);
    expect(() => accounts.find("li.si")).not.toThrow(/a password of some|scrypt/);
    expect(() => accounts.add(account("zhao"))).toThrow(StaffFileError);
  });

  it("that others may read is refused until its mode is mended", () => {
    const accounts = new Accounts(file);
    accounts.add(account("li.si"));
    chmodSync(file, 0o640);
    expect(() => accounts.find("li.si")).toThrow("权限应为 600，现为 640");
    chmodSync(file, 0o600);
    expect(accounts.find("li.si")?.name).toBe("li.si");
  });
});

it("a name is taken once, and an unknown one is told", () => {
  const accounts = new Accounts(file);
  accounts.add(account("李四"));
  expect(() => accounts.add(account("李四", "admin"))).toThrow("已有账号「李四」。");
  for (const change of [() => accounts.setRole("王五", "admin"), () => accounts.remove("王五"), () => accounts.setPassword("王五", passwordHash, new Date())]) {
    expect(change).toThrow("没有账号「王五」。");
  }
  expect(accounts.list()).toEqual([account("李四")]);
});
