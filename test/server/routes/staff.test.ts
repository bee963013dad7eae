import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { FastifyInstance, InjectOptions } from "fastify";
import fastify from "fastify";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Accounts } from "../../../server/auth/accounts.js";
import { hashPassword } from "../../../server/auth/passwords.js";
import { StaffAuth } from "../../../server/auth/staff-auth.js";
import type { Engine } from "../../../server/chat/engine.js";
import { installStaff } from "../../../server/plugins/staff.js";
import { errorSchema } from "../../../server/schemas/objects.js";
import { auditReplySchema, type AuditLine } from "../../../server/schemas/staff.js";
import { Store } from "../../../server/store/store.js";
import { bootApp } from "../../support/app.js";
import { realEngine } from "../../support/engine.js";
import { CHEAP, passwordOf, signedIn, signIn, signInRequest, writeStaffFile, type SignedIn } from "../../support/staff.js";
import { tempFolder } from "../../support/temp-folder.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let engines: Engine;
let app: FastifyInstance;
let store: Store;
let staffFile: string;
let time: number;

beforeAll(() => {
  engines = realEngine();
});
beforeEach(async () => {
  time = Date.parse("2026-01-01T00:00:00Z");
  staffFile = await writeStaffFile(tempFolder(), { 王莉: "admin", "li.si": "editor", reader_1: "reader" });
  ({ app, store } = await bootApp({ engines, staffFile, now: () => time }));
});
afterEach(() => app.close());

const later = (milliseconds: number): number => (time += milliseconds);
const session = (headers: Record<string, string> = {}): InjectOptions => ({ method: "GET", url: "/api/staff/session", headers });
const status = async (request: InjectOptions): Promise<number> => (await app.inject(request)).statusCode;

/** Expects an error of the contract's form. */
async function refused(request: InjectOptions, expected: number, code: string): Promise<string> {
  const reply = await app.inject(request);
  const { error } = errorSchema.parse(reply.json());
  expect([reply.statusCode, error.code]).toEqual([expected, code]);
  expect(error.message).toMatch(/\p{Script=Han}/u);
  expect(reply.headers["set-cookie"]).toBeUndefined();
  return error.message;
}

async function audit({ cookie }: SignedIn, query = ""): Promise<{ lines: AuditLine[]; nextBefore: number | null }> {
  const reply = await app.inject({ url: `/api/staff/audit${query}`, headers: { cookie } });
  expect(reply.statusCode).toBe(200);
  return auditReplySchema.parse(reply.json());
}

describe("signing in", () => {
  it("opens a session that the cookie alone resumes", async () => {
    const { cookie, csrfToken } = await signIn(app, "li.si");
    const reply = await app.inject(session({ cookie }));
    expect([reply.statusCode, reply.json()]).toEqual([200, { name: "li.si", role: "editor", csrfToken }]);
    expect(reply.headers["cache-control"]).toBe("no-store");
  });

  it("sets a cookie that no script reads and no other site sends; over https it never goes over http", async () => {
    const flags = async (headers: Record<string, string>): Promise<string> =>
      String((await app.inject({ ...signInRequest("li.si"), headers })).headers["set-cookie"]).replace(/=[\w-]{43};/, "=TOKEN;");
    expect(await flags({})).toBe("staff_session=TOKEN; Path=/; HttpOnly; SameSite=Strict");
    expect(await flags({ "x-forwarded-proto": "https" })).toBe("staff_session=TOKEN; Path=/; HttpOnly; Secure; SameSite=Strict");
  });

  it("keeps the token's SHA-256 only", async () => {
    const { cookie } = await signIn(app, "li.si");
    const kept = JSON.stringify(store.db.prepare("SELECT * FROM staff_sessions").all());
    expect(kept).not.toContain(cookie.split("=")[1]);
    expect(kept).toMatch(/"token_hash":"[0-9a-f]{64}"/);
  });

  it("tells a wrong password, an unknown name and a name that cannot be one the same", async () => {
    const told = [
      await refused(signInRequest("li.si", "wrong"), 401, "wrong_credentials"),
      await refused(signInRequest("nobody", "wrong"), 401, "wrong_credentials"),
      await refused(signInRequest("<script>", "wrong"), 401, "wrong_credentials"),
    ];
    expect(new Set(told).size).toBe(1);
  });

  it.each([[{ name: "li.si" }], [{ name: "", password: "x" }], [{ name: "li.si", password: "x".repeat(201) }], [{ name: ["li.si"], password: "x" }]])(
    "refuses %j as no sign-in",
    async (payload) => void (await refused({ ...signInRequest("x"), payload }, 400, "bad_request")),
  );

  it("is not open to a form of another site: JSON only", async () => {
    const payload = JSON.stringify({ name: "li.si", password: passwordOf("li.si") });
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      expect([400, 415]).toContain(await status({ ...signInRequest("li.si"), payload, headers: { "content-type": type } }));
    }
  });

  it("again ends the session before it", async () => {
    const first = await signIn(app, "li.si");
    const reply = await app.inject({ ...signInRequest("li.si"), headers: { cookie: first.cookie } });
    expect(reply.statusCode).toBe(200);
    expect(await status(session({ cookie: first.cookie }))).toBe(401);
    expect(await status(session({ cookie: signedIn(reply).cookie }))).toBe(200);
  });

  it("is refused to all while the account file cannot be trusted, and the rest of the application goes on", async () => {
    const { cookie } = await signIn(app, "li.si");
    const text = readFileSync(staffFile, "utf8");
    for (const damaged of [text.slice(0, 60), text.replace('"editor"', '"boss"')]) {
      writeFileSync(staffFile, damaged);
      const reply = await app.inject(signInRequest("li.si"));
      expect([reply.statusCode, reply.body.includes("staff.json")]).toEqual([500, false]);
      expect(await status(session({ cookie }))).toBe(500);
    }
    writeFileSync(staffFile, text);
    chmodSync(staffFile, 0o644);
    expect(await status(signInRequest("li.si"))).toBe(500);
    expect(await status({ url: "/api/documents" })).toBe(200);
    chmodSync(staffFile, 0o600);
    expect(await status(session({ cookie }))).toBe(200);
  });

  it("takes three at a time; the next are told to wait, and that counts as no failure", async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => app.inject(signInRequest("nobody", "wrong"))));
    const codes = replies.map((reply) => reply.statusCode);
    expect([codes.filter((code) => code === 401), codes.filter((code) => code === 503)].map((list) => list.length)).toEqual([3, 9]);
    expect(await status(signInRequest("nobody", "wrong"))).toBe(401);
  });
});

describe("lock-out", () => {
  const fail = async (name: string, addresses: readonly string[]): Promise<void> => {
    for (const address of addresses) await refused(signInRequest(name, "wrong", address), 401, "wrong_credentials");
  };
  const ADDRESSES = ["192.0.2.11", "192.0.2.12", "192.0.2.13", "192.0.2.14", "192.0.2.15"];

  it("of an account after five failures, from wherever they came, even for the right password; it ends after 15 minutes", async () => {
    await fail("li.si", ADDRESSES);
    expect(await refused(signInRequest("li.si", undefined, "192.0.2.16"), 429, "locked_out")).toBe("失败次数太多，请 15 分钟后再试。");
    later(15 * MINUTE - 1);
    await refused(signInRequest("li.si", undefined, "192.0.2.16"), 429, "locked_out");
    later(1);
    expect(await status(signInRequest("li.si", undefined, "192.0.2.16"))).toBe(200);
  });

  it("of a name that no account has is told the same", async () => {
    await fail("nobody", ADDRESSES);
    expect(await refused(signInRequest("nobody", "wrong", "192.0.2.16"), 429, "locked_out")).toBe("失败次数太多，请 15 分钟后再试。");
  });

  it("of an address after five failures, whatever the names", async () => {
    for (const name of ["a1", "a2", "a3", "li.si", "王莉"]) await fail(name, ["192.0.2.20"]);
    await refused(signInRequest("reader_1", undefined, "192.0.2.20"), 429, "locked_out");
    expect(await status(signInRequest("reader_1", undefined, "192.0.2.21"))).toBe(200);
  });

  it("does not come after four failures and a success", async () => {
    for (let round = 0; round < 3; round++) {
      await fail("li.si", ADDRESSES.slice(0, 4));
      expect(await status(signInRequest("li.si"))).toBe(200);
    }
  });

  it("also comes from wrong current passwords", async () => {
    const { headers } = await signIn(app, "li.si");
    const change: InjectOptions = { method: "POST", url: "/api/staff/password", headers, payload: { current: "wrong", next: "一个全新的密码2026" } };
    for (let attempt = 0; attempt < 5; attempt++) await refused(change, 403, "wrong_password");
    await refused(change, 429, "locked_out");
  });
});

describe("every route under /api/staff/", () => {
  /** The application's routes, from the tree that Fastify prints of them. */
  const routeTable = (): { method: string; url: string }[] => {
    const parents: string[] = [];
    return app.printRoutes({ commonPrefix: false }).split("\n").flatMap((line) => {
      const match = /^(.*)[├└]── (\S+)(?: \((.+)\))?$/.exec(line);
      if (!match) return [];
      const depth = match[1]!.length / 4;
      const url = `${parents[depth - 1] ?? ""}${match[2]}`;
      parents[depth] = url;
      return (match[3] ?? "").split(", ").filter(Boolean).map((method) => ({ method, url }));
    });
  };

  it("but signing in answers 401 without a session, and with one that is made up", async () => {
    const routes = routeTable().filter(({ method, url }) => url.startsWith("/api/staff") && `${method} ${url}` !== "POST /api/staff/session");
    expect(routes.map(({ method, url }) => `${method} ${url}`)).toEqual(
      expect.arrayContaining(["GET /api/staff/session", "DELETE /api/staff/session", "POST /api/staff/password", "GET /api/staff/audit", "HEAD /api/staff/audit"]),
    );
    for (const { method, url } of routes) {
      for (const headers of [{}, { cookie: `staff_session=${"A".repeat(43)}`, "x-csrf-token": "A".repeat(43) }]) {
        const reply = await app.inject({ method: method as "GET", url: url.replace(/:\w+/g, "x"), headers });
        expect([method, url, reply.statusCode]).toEqual([method, url, 401]);
        if (method !== "HEAD") expect(errorSchema.parse(reply.json()).error.code).toBe("not_signed_in");
      }
    }
  });

  it("must require a role: one that does not stops the start, by its name", async () => {
    const own = fastify();
    await installStaff(own, new StaffAuth({ db: store.db, staffFile, now: () => time }));
    expect(() => own.get("/api/staff/forgotten", async () => "open")).toThrow("GET /api/staff/forgotten: expected onRequest: app.requireRole(...), got none");
    expect(() => own.get("/api/staff/other", { onRequest: async () => undefined }, async () => "open")).toThrow("got none");
    own.get("/api/staff/kept", { onRequest: own.requireRole("editor") }, async ({ staff }) => staff!.name);
    own.get("/api/staffing", async () => "another matter");
    for (const [name, expected] of [["li.si", 200], ["王莉", 200], ["reader_1", 403]] as const) {
      const { cookie } = await signIn(app, name);
      expect((await own.inject({ url: "/api/staff/kept", headers: { cookie } })).statusCode).toBe(expected);
    }
    await own.close();
  });
});

describe("a changing request", () => {
  it.each([
    ["without the CSRF token", () => ({})],
    ["with a wrong one", () => ({ "x-csrf-token": "wrong" })],
    ["with one of the right length", ({ csrfToken }: SignedIn) => ({ "x-csrf-token": csrfToken.replace(/^./, (first) => (first === "A" ? "B" : "A")) })],
  ])("%s is refused, and nothing is changed", async (_, token) => {
    const signed = await signIn(app, "li.si");
    const headers: Record<string, string> = { cookie: signed.cookie, ...token(signed) };
    await refused({ method: "DELETE", url: "/api/staff/session", headers }, 403, "bad_csrf_token");
    await refused({ method: "POST", url: "/api/staff/password", headers, payload: { current: passwordOf("li.si"), next: "一个全新的密码2026" } }, 403, "bad_csrf_token");
    expect(await status(session({ cookie: signed.cookie }))).toBe(200);
    expect(await status(signInRequest("li.si"))).toBe(200);
  });

  it("with another session's token is refused", async () => {
    const [mine, theirs] = [await signIn(app, "li.si"), await signIn(app, "王莉")];
    await refused({ method: "DELETE", url: "/api/staff/session", headers: { cookie: mine.cookie, "x-csrf-token": theirs.csrfToken } }, 403, "bad_csrf_token");
  });
});

describe("a session", () => {
  it("ends when its owner signs out, on the server and in the browser", async () => {
    const { headers, cookie } = await signIn(app, "li.si");
    const reply = await app.inject({ method: "DELETE", url: "/api/staff/session", headers });
    expect([reply.statusCode, reply.body]).toEqual([204, ""]);
    expect(reply.headers["set-cookie"]).toMatch(/^staff_session=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect(await status(session({ cookie }))).toBe(401);
  });

  it("ends after eight hours without use", async () => {
    const { cookie } = await signIn(app, "li.si");
    later(8 * HOUR - 1);
    expect(await status(session({ cookie }))).toBe(200);
    later(8 * HOUR);
    expect(await status(session({ cookie }))).toBe(401);
    time -= HOUR;
    expect(await status(session({ cookie }))).toBe(401);
  });

  it("ends after a day, however much it is used", async () => {
    const { cookie } = await signIn(app, "li.si");
    for (let hours = 7; hours < 24; hours += 7) {
      later(7 * HOUR);
      expect(await status(session({ cookie }))).toBe(200);
    }
    later(3 * HOUR);
    expect(await status(session({ cookie }))).toBe(401);
  });

  it("outlives a restart", async () => {
    const file = `${tempFolder()}/assistant.sqlite`;
    const boot = () => bootApp({ engines, store: new Store(file), staffFile, now: () => time });
    const before = await boot();
    const { cookie } = await signIn(before.app, "li.si");
    await before.app.close();
    const after = await boot();
    expect((await after.app.inject(session({ cookie }))).statusCode).toBe(200);
    await after.app.close();
  });

  it("ends with its account, and does not come back with another account of that name", async () => {
    const [kept, removed, unused] = [await signIn(app, "王莉"), await signIn(app, "li.si"), await signIn(app, "li.si")];
    const accounts = new Accounts(staffFile);
    const account = accounts.known("li.si");
    accounts.remove("li.si");
    expect([await status(session({ cookie: removed.cookie })), await status(session({ cookie: kept.cookie }))]).toEqual([401, 200]);
    await refused(signInRequest("li.si"), 401, "wrong_credentials");
    accounts.add({ ...account, passwordHash: await hashPassword("another-password", CHEAP) });
    expect([await status(session({ cookie: removed.cookie })), await status(session({ cookie: unused.cookie }))]).toEqual([401, 401]);
    expect(await status(signInRequest("li.si", "another-password"))).toBe(200);
  });

  it("ends when the account file is gone", async () => {
    const { cookie } = await signIn(app, "li.si");
    rmSync(staffFile);
    expect(await status(session({ cookie }))).toBe(401);
  });

  it("has the role that the file gives its account now", async () => {
    const { cookie } = await signIn(app, "li.si");
    const request = { url: "/api/staff/audit", headers: { cookie } };
    await refused(request, 403, "forbidden");
    new Accounts(staffFile).setRole("li.si", "admin");
    expect(await status(request)).toBe(200);
    new Accounts(staffFile).setRole("li.si", "reader");
    await refused(request, 403, "forbidden");
  });
});

describe("the own password", () => {
  const change = ({ headers }: SignedIn, current: string, next: string): InjectOptions => ({ method: "POST", url: "/api/staff/password", headers, payload: { current, next } });

  it("is changed, the present session goes on under a new token, all others end", async () => {
    const [here, elsewhere] = [await signIn(app, "li.si"), await signIn(app, "li.si")];
    const reply = await app.inject(change(here, passwordOf("li.si"), "一个全新的密码2026"));
    expect([reply.statusCode, reply.json()]).toMatchObject([200, { name: "li.si", role: "editor" }]);
    const now = signedIn(reply);
    expect(await Promise.all([here, elsewhere, now].map(({ cookie }) => status(session({ cookie }))))).toEqual([401, 401, 200]);
    expect(await status({ method: "DELETE", url: "/api/staff/session", headers: now.headers })).toBe(204);
    await refused(signInRequest("li.si"), 401, "wrong_credentials");
    expect(await status(signInRequest("li.si", "一个全新的密码2026"))).toBe(200);
  });

  it("stays where the current one is wrong or the new one is too short", async () => {
    const signed = await signIn(app, "li.si");
    await refused(change(signed, "wrong", "一个全新的密码2026"), 403, "wrong_password");
    expect(await refused(change(signed, passwordOf("li.si"), "九个字符的新密码x"), 400, "bad_request")).toBe("新密码至少 10 个字符");
    expect(await status(signInRequest("li.si"))).toBe(200);
  });
});

describe("the audit log", () => {
  it("tells who did what, newest first and by pages, and its chain is whole", async () => {
    const { headers } = await signIn(app, "li.si");
    await app.inject({ method: "POST", url: "/api/staff/password", headers, payload: { current: passwordOf("li.si"), next: "一个全新的密码2026" } });
    const again = await signIn(app, "li.si", "一个全新的密码2026");
    await app.inject({ method: "DELETE", url: "/api/staff/session", headers: again.headers });
    later(HOUR);
    const admin = await signIn(app, "王莉");
    const { lines, nextBefore } = await audit(admin, "?limit=3");
    expect(lines.map(({ seq, account, action }) => [seq, account, action])).toEqual([
      [5, "王莉", "sign_in"],
      [4, "li.si", "sign_out"],
      [3, "li.si", "sign_in"],
    ]);
    expect(lines[0]!.at).toBe("2026-01-01T01:00:00.000Z");
    expect(await audit(admin, `?limit=3&before=${nextBefore}`)).toMatchObject({ lines: [{ seq: 2, action: "password_changed" }, { seq: 1, action: "sign_in" }], nextBefore: null });
    expect(new StaffAuth({ db: store.db, staffFile, now: Date.now }).audit.verify()).toMatchObject({ lines: 5, head: { seq: 5, hash: lines[0]!.hash }, broken: null });
  });

  it("tells failed attempts in one line an account, and never what was typed", async () => {
    for (let attempt = 0; attempt < 3; attempt++) await app.inject(signInRequest("li.si", "typed-password-1", `192.0.2.3${attempt}`));
    for (const name of ["typed-as-name", "13812345678"]) await app.inject(signInRequest(name, "typed-password-2", "192.0.2.40"));
    const { lines } = await audit(await signIn(app, "王莉"));
    expect(lines.slice(1).map(({ account, action, detail }) => ({ account, action, detail }))).toEqual([
      { account: "（未知账号）", action: "sign_in_failed", detail: { attempts: 2, locked: false } },
      { account: "li.si", action: "sign_in_failed", detail: { attempts: 3, locked: false } },
    ]);
    const kept = JSON.stringify(store.db.prepare("SELECT * FROM staff_audit").all());
    expect(kept).not.toMatch(/typed|13812345678|192\.0\.2|密码/);
  });

  it("tells that an account was locked, and is told when the application closes", async () => {
    const file = `${tempFolder()}/assistant.sqlite`;
    const other = await bootApp({ engines, store: new Store(file), staffFile, now: () => time });
    for (let attempt = 0; attempt < 7; attempt++) await other.app.inject(signInRequest("li.si", "wrong"));
    await other.app.close();
    const kept = new Store(file);
    const lines = new StaffAuth({ db: kept.db, staffFile, now: Date.now }).audit.page(10);
    expect(lines).toMatchObject([{ account: "li.si", action: "sign_in_failed", detail: { attempts: 7, locked: true } }]);
    kept.close();
  });

  it("is for administrators", async () => {
    for (const name of ["li.si", "reader_1"]) {
      const { cookie } = await signIn(app, name);
      expect(await refused({ url: "/api/staff/audit", headers: { cookie } }, 403, "forbidden")).toBe("您的账号没有这项权限，需要管理角色（admin）。");
    }
  });
});
