import cookie from "@fastify/cookie";
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler, RouteOptions } from "fastify";
import { csrfTokenMatches, csrfTokenOf } from "../auth/csrf.js";
import type { StaffAuth } from "../auth/staff-auth.js";
import { AppError } from "../errors.js";
import { ROLES, type Role, type StaffSession } from "../schemas/staff.js";

declare module "fastify" {
  interface FastifyInstance {
    /** A route's `onRequest`: lets through who is signed in with this role or a higher one, and then sets `request.staff`. */
    requireRole: (role: Role) => onRequestAsyncHookHandler;
  }
  interface FastifyRequest {
    /** Who is signed in; null on routes without `requireRole`. */
    staff: StaffSession | null;
  }
}

const COOKIE = "staff_session";
/** The one route of the staff's that is open: by it they come in. */
const SIGN_IN = "POST /api/staff/session";
const READING = ["GET", "HEAD", "OPTIONS"];
const ROLE_NAMES: Record<Role, string> = { reader: "查看", editor: "编辑", admin: "管理" };
const FLUSH_EVERY = 60_000;

/** Session cookies, `requireRole`, and a rule: a route under /api/staff/ that forgets it stops the start. */
export async function installStaff(app: FastifyInstance, auth: StaffAuth): Promise<void> {
  await app.register(cookie);
  const guards = new WeakSet<object>();
  app.decorateRequest("staff", null);
  app.decorate("requireRole", (role: Role) => {
    const guard = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      reply.header("cache-control", "no-store");
      request.staff = admit(auth, request, role);
    };
    guards.add(guard);
    return guard;
  });
  app.addHook("onRoute", (route) => {
    if (isStaffRoute(route) && ![route.onRequest ?? []].flat().some((hook) => guards.has(hook))) {
      throw new Error(`${String(route.method)} ${route.url}: expected onRequest: app.requireRole(...), got none`);
    }
  });
  tellFailures(app, auth);
}

/** HttpOnly: no script reads it. Strict: no other site's page sends it. Secure wherever the browser came over https. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(COOKIE, token, { path: "/", httpOnly: true, sameSite: "strict", secure: cameOverHttps(request) });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(COOKIE, { path: "/", httpOnly: true, sameSite: "strict", secure: cameOverHttps(request) });
}

/** The token in the request's cookie; null where there is none. */
export function sessionToken(request: FastifyRequest): string | null {
  return request.cookies[COOKIE] ?? null;
}

/** @throws AppError 401 without a session, 403 for a changing request without its token or a role that is too low */
function admit(auth: StaffAuth, request: FastifyRequest, role: Role): StaffSession {
  const token = sessionToken(request);
  const account = token === null ? null : auth.sessions.resume(token);
  if (token === null || !account) throw auth.accounts.isEmpty() ? noAccounts() : notSignedIn();
  if (!READING.includes(request.method) && !csrfTokenMatches(token, request.headers["x-csrf-token"])) {
    throw new AppError("bad_csrf_token", 403, "页面已过期，请刷新后再试。");
  }
  if (ROLES.indexOf(account.role) < ROLES.indexOf(role)) {
    throw new AppError("forbidden", 403, `您的账号没有这项权限，需要${ROLE_NAMES[role]}角色（${role}）。`);
  }
  return { name: account.name, role: account.role, csrfToken: csrfTokenOf(token) };
}

function notSignedIn(): AppError {
  return new AppError("not_signed_in", 401, "请先登录。");
}

/** Told apart, so that whoever has just installed the program is not left before a form that no password opens. */
function noAccounts(): AppError {
  return new AppError("no_accounts", 401, "还没有工作人员账号，请在服务器上运行 npm run staff -- add 账号名 --role admin 新建。");
}

function isStaffRoute({ method, url }: Pick<RouteOptions, "method" | "url">): boolean {
  return /^\/api\/staff(\/|$)/.test(url) && `${String(method)} ${url}` !== SIGN_IN;
}

/** The proxy's header is believed for this alone: a browser that lies only keeps its own cookie off plain http. */
function cameOverHttps(request: FastifyRequest): boolean {
  return request.protocol === "https" || String(request.headers["x-forwarded-proto"]).split(",")[0]!.trim() === "https";
}

/** Failed attempts go to the audit log once a minute and at the end. */
function tellFailures(app: FastifyInstance, auth: StaffAuth): void {
  const flush = (): void => {
    try {
      auth.failures.flush();
    } catch (error) {
      app.log.error({ err: error }, "failed attempts to sign in could not be told to the audit log");
    }
  };
  const timer = setInterval(flush, FLUSH_EVERY).unref();
  app.addHook("preClose", async () => {
    clearInterval(timer);
    flush();
  });
}
