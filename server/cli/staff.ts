import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { Accounts, type StaffAccount } from "../auth/accounts.js";
import { Audit, type Anchor, type AuditFault } from "../auth/audit.js";
import { hashPassword } from "../auth/passwords.js";
import { readConfig } from "../config.js";
import { newPasswordSchema, roleSchema, staffNameSchema, type Role } from "../schemas/staff.js";
import { Store } from "../store/store.js";
import { readPassword } from "./read-password.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";

const USAGE = `用法：npm run staff -- 子命令
  add 账号名 --role reader|editor|admin   新建账号；密码在终端输入（不显示），或由标准输入送入
  list                                    列出账号
  role 账号名 reader|editor|admin         改角色，立即生效
  reset 账号名                            重设密码，已有的登录全部失效
  remove 账号名                           删除账号，已有的登录全部失效
  audit --verify [--expect 序号:散列]     核对操作记录有没有被改动；--expect 为以前核对时记下的末行
退出码：0 完成，1 没有完成或记录被改动，2 用法不对。`;

/** Who acts in the audit log: no account can have this name. */
const COMMAND_LINE = "（命令行）";

/** Accounts of the staff and their audit log. A running server takes up every change at once. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { role: { type: "string" }, verify: { type: "boolean", default: false }, expect: { type: "string" } },
  });
  const [command, name, role, ...more] = positionals;
  if (more.length > 0) return usage();
  if (command === "list" && name === undefined) return list();
  if (command === "audit" && name === undefined && values.verify) return verify(values.expect);
  if (name === undefined || values.verify || values.expect !== undefined) return usage();
  return change(command, name, role, values.role);
}

/** The commands that change an account. */
async function change(command: string | undefined, name: string, role: string | undefined, roleOption: string | undefined): Promise<number> {
  if (command === "role" && role !== undefined && roleOption === undefined) return withRole(role, (known) => setRole(name, known));
  if (role !== undefined) return usage();
  if (command === "add" && roleOption !== undefined) return withRole(roleOption, (known) => add(name, known));
  if (roleOption !== undefined) return usage();
  if (command === "reset") return reset(name);
  if (command === "remove") return remove(name);
  return usage();
}

function usage(): number {
  console.error(USAGE);
  return USAGE_ERROR;
}

function withRole(text: string, work: (role: Role) => number | Promise<number>): number | Promise<number> {
  const role = roleSchema.safeParse(text);
  if (role.success) return work(role.data);
  console.error(`${role.error.issues[0]!.message}，不是「${text}」。`);
  return USAGE_ERROR;
}

async function add(name: string, role: Role): Promise<number> {
  const { accounts, write } = openStaff();
  const form = staffNameSchema.safeParse(name);
  if (!form.success) return refuse(form.error.issues[0]!.message);
  if (accounts.find(name)) return refuse(`已有账号「${name}」。`);
  return withNewPassword((passwordHash) => {
    const now = new Date().toISOString();
    const account: StaffAccount = { name, role, passwordHash, createdAt: now, passwordChangedAt: now };
    write("account_added", name, () => accounts.add(account), { role });
    return done(`已新建账号「${name}」（${role}）。`);
  });
}

function list(): number {
  const accounts = openStaff().accounts.list();
  for (const { name, role, createdAt, passwordChangedAt } of accounts) {
    console.log(`${name}　${role}　建于 ${createdAt.slice(0, 10)}　密码改于 ${passwordChangedAt.slice(0, 10)}`);
  }
  return done(`共 ${accounts.length} 个账号。`);
}

function setRole(name: string, role: Role): number {
  const { accounts, write } = openStaff();
  const before = accounts.known(name).role;
  write("role_changed", name, () => accounts.setRole(name, role), { from: before, to: role });
  return done(`账号「${name}」的角色已改为 ${role}。`);
}

async function reset(name: string): Promise<number> {
  const { accounts, write } = openStaff();
  accounts.known(name);
  return withNewPassword((passwordHash) => {
    write("password_reset", name, () => accounts.setPassword(name, passwordHash, new Date()));
    return done(`账号「${name}」的密码已重设，已有的登录全部失效。`);
  });
}

function remove(name: string): number {
  const { accounts, write } = openStaff();
  accounts.known(name);
  write("account_removed", name, () => accounts.remove(name));
  return done(`已删除账号「${name}」，已有的登录全部失效。`);
}

function verify(expect: string | undefined): number {
  const anchor = expect === undefined ? undefined : parseAnchor(expect);
  if (anchor === null) return usage();
  const { databaseFile } = readConfig();
  if (!existsSync(databaseFile)) return refuse(`没有数据库「${databaseFile}」，可用环境变量 DATABASE_FILE 指定。`);
  const { lines, head, broken } = withAudit((audit) => audit.verify(anchor));
  if (broken) return refuse(`操作记录有问题：第 ${broken.seq} 行${FAULTS[broken.fault]}。它之前的 ${lines} 行完好。`);
  console.log(`操作记录完好，共 ${lines} 行。`);
  if (head) console.log(`末行 ${head.seq}:${head.hash}（请另处记下，以后用 --expect 核对）`);
  return 0;
}

const FAULTS: Record<AuditFault, string> = {
  missing: "缺失",
  changed: "的内容被改动",
  unlinked: "与上一行接不上",
  not_the_anchor: "与记下的散列不同",
};

function parseAnchor(text: string): Anchor | null {
  const match = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text);
  return match && { seq: Number(match[1]), hash: match[2]! };
}

async function withNewPassword(work: (passwordHash: string) => number): Promise<number> {
  const typed = await readPassword(process.stdin, process.stderr);
  if (typed === null) return refuse("没有输入密码，或两次输入不同。");
  const password = newPasswordSchema.safeParse(typed);
  if (!password.success) return refuse(`${password.error.issues[0]!.message}。`);
  return work(await hashPassword(password.data));
}

/** The account file, and how it is changed: under the audit log's lock, together with the line that tells of it. */
function openStaff(): { accounts: Accounts; write: (action: string, target: string, work: () => void, detail?: Record<string, string>) => void } {
  const accounts = new Accounts(readConfig().staffFile);
  return {
    accounts,
    write: (action, target, work, detail) => withAudit((audit) => audit.append({ account: COMMAND_LINE, action, target, detail }, work)),
  };
}

function withAudit<T>(work: (audit: Audit) => T): T {
  const store = new Store(readConfig().databaseFile);
  try {
    return work(new Audit(store.db, Date.now));
  } finally {
    store.close();
  }
}

function refuse(message: string): number {
  console.error(message);
  return 1;
}

function done(message: string): number {
  console.log(message);
  return 0;
}

runCommand(main, USAGE);
