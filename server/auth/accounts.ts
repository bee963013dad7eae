import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { AppError } from "../errors.js";
import { stampOf } from "../file-stamp.js";
import { roleSchema, staffNameSchema, type Role } from "../schemas/staff.js";
import { isPasswordHash } from "./passwords.js";

const accountSchema = z.strictObject({
  name: staffNameSchema,
  role: roleSchema,
  passwordHash: z.string().refine(isPasswordHash, "密码散列格式不对"),
  createdAt: z.iso.datetime("时间格式不对"),
  passwordChangedAt: z.iso.datetime("时间格式不对"),
});
const fileSchema = z.strictObject({ version: z.literal(1), accounts: z.array(accountSchema) });

export type StaffAccount = z.infer<typeof accountSchema>;

/** An account file that cannot be trusted; its message names the file and the fault, never a value. */
export class StaffFileError extends Error {
  constructor(file: string, fault: string) {
    super(`账号文件「${file}」不能使用：${fault}。`);
    this.name = "StaffFileError";
  }
}

/**
 * Staff accounts in a JSON file (mode 0600), read anew whenever it changes. A file that cannot be trusted lets nobody in
 * (StaffFileError): falling back on what was read before would keep a removed account alive.
 * Writers of two processes must not overlap; `Audit.append` holds the lock under which they write.
 */
export class Accounts {
  private readonly file: string;
  private read: { stamp: string; accounts: ReadonlyMap<string, StaffAccount> } | null = null;

  /** @param file need not exist: no file, no accounts */
  constructor(file: string) {
    this.file = file;
  }

  find(name: string): StaffAccount | undefined {
    return this.current().get(name);
  }

  isEmpty(): boolean {
    return this.current().size === 0;
  }

  /** By name. */
  list(): StaffAccount[] {
    return [...this.current().values()].sort((a, b) => a.name.localeCompare(b.name, "zh"));
  }

  /** @throws AppError when the name is taken */
  add(account: StaffAccount): void {
    if (this.find(account.name)) throw new AppError("staff_name_taken", 409, `已有账号「${account.name}」。`);
    this.write([...this.current().values(), account]);
  }

  /** @throws AppError when there is no such account */
  setRole(name: string, role: Role): void {
    this.change(name, (account) => ({ ...account, role }));
  }

  /** @throws AppError when there is no such account */
  setPassword(name: string, passwordHash: string, at: Date): void {
    this.change(name, (account) => ({ ...account, passwordHash, passwordChangedAt: at.toISOString() }));
  }

  /** @throws AppError when there is no such account */
  remove(name: string): void {
    this.known(name);
    this.write([...this.current().values()].filter((account) => account.name !== name));
  }

  /** @throws AppError when there is no such account */
  known(name: string): StaffAccount {
    const account = this.find(name);
    if (!account) throw new AppError("unknown_staff", 404, `没有账号「${name}」。`);
    return account;
  }

  private change(name: string, changed: (account: StaffAccount) => StaffAccount): void {
    const before = this.known(name);
    this.write([...this.current().values()].map((account) => (account === before ? changed(account) : account)));
  }

  private current(): ReadonlyMap<string, StaffAccount> {
    const stats = statSync(this.file, { bigint: true, throwIfNoEntry: false });
    if (!stats) return new Map();
    if (this.read?.stamp !== stampOf(stats)) this.read = readAccounts(this.file);
    return this.read.accounts;
  }

  /** Replaced in one step: a reader sees the old file or the new one, and so does a server that was killed meanwhile. */
  private write(accounts: readonly StaffAccount[]): void {
    const folder = dirname(this.file);
    const staged = `${this.file}.new`;
    mkdirSync(folder, { recursive: true });
    rmSync(staged, { force: true });
    const descriptor = openSync(staged, "wx", 0o600);
    try {
      writeFileSync(descriptor, `${JSON.stringify({ version: 1, accounts }, null, 2)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(staged, this.file);
    const parent = openSync(folder, "r");
    fsyncSync(parent);
    closeSync(parent);
  }
}

function readAccounts(file: string): { stamp: string; accounts: Map<string, StaffAccount> } {
  const descriptor = openSync(file, "r");
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    const mode = Number(stats.mode & 0o777n).toString(8);
    if (process.platform !== "win32" && (stats.mode & 0o077n) !== 0n) throw new StaffFileError(file, `权限应为 600，现为 ${mode}，请运行 chmod 600`);
    return { stamp: stampOf(stats), accounts: parseAccounts(file, readFileSync(descriptor, "utf8")) };
  } finally {
    closeSync(descriptor);
  }
}

function parseAccounts(file: string, text: string): Map<string, StaffAccount> {
  const result = fileSchema.safeParse(parseJson(file, text));
  if (!result.success) throw new StaffFileError(file, `${result.error.issues[0]!.path.join(".") || "内容"} 格式不对`);
  const accounts = new Map(result.data.accounts.map((account) => [account.name, account]));
  if (accounts.size < result.data.accounts.length) throw new StaffFileError(file, "有两个同名账号");
  return accounts;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, hashes included: it is not kept.
    throw new StaffFileError(file, "不是正确的 JSON");
  }
}
