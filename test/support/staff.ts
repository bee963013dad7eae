import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { hashPassword } from "../../server/auth/passwords.js";
import { staffSessionSchema, type Role } from "../../server/schemas/staff.js";

/** Cheap to check: a hash carries its own cost. */
export const CHEAP = { ln: 10, r: 8, p: 1 };
export const passwordOf = (name: string): string => `${name}的密码-2026`;

/** Writes an account file with these accounts. @returns its path */
export async function writeStaffFile(folder: string, roles: Record<string, Role>): Promise<string> {
  const file = join(folder, "staff.json");
  const at = "2026-01-01T00:00:00.000Z";
  const accounts = Object.entries(roles).map(async ([name, role]) => {
    return { name, role, passwordHash: await hashPassword(passwordOf(name), CHEAP), createdAt: at, passwordChangedAt: at };
  });
  writeFileSync(file, JSON.stringify({ version: 1, accounts: await Promise.all(accounts) }), { mode: 0o600 });
  return file;
}

export interface SignedIn {
  cookie: string;
  csrfToken: string;
  /** What every changing request of this session carries. */
  headers: { cookie: string; "x-csrf-token": string };
}

export const signInRequest = (name: string, password = passwordOf(name), remoteAddress = "192.0.2.1"): InjectOptions => ({
  method: "POST",
  url: "/api/staff/session",
  payload: { name, password },
  remoteAddress,
});

/** Signs in as a browser does. @throws Error where it is refused */
export async function signIn(app: FastifyInstance, name: string, password?: string): Promise<SignedIn> {
  const reply = await app.inject(signInRequest(name, password));
  if (reply.statusCode !== 200) throw new Error(`sign-in of ${name}: expected 200, got ${reply.statusCode} ${reply.body}`);
  return signedIn(reply);
}

/** The session that a reply opened. */
export function signedIn(reply: Awaited<ReturnType<FastifyInstance["inject"]>>): SignedIn {
  const { csrfToken } = staffSessionSchema.parse(reply.json());
  const cookie = String(reply.headers["set-cookie"]).split(";")[0]!;
  return { cookie, csrfToken, headers: { cookie, "x-csrf-token": csrfToken } };
}
