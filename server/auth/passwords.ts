import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";
import { promisify } from "node:util";

/** Work of one hash: N = 2^ln rounds over 128·N·r bytes of memory, p times. */
export interface Cost {
  ln: number;
  r: number;
  p: number;
}

/** 32 MB, three times over: what OWASP's Password Storage Cheat Sheet gives as the equal of N = 2^17, p = 1. */
export const COST: Cost = { ln: 15, r: 8, p: 3 };

const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** A hash in PHC form; salt and key in base64 without padding. */
const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d),p=(\d)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;
const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** @returns the hash with its salt and cost: all that `passwordMatches` needs */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return format(cost, salt, await deriveKey(password, salt, cost));
}

/** Compared in constant time. @param hash one that `isPasswordHash` takes */
export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const parts = parse(hash);
  if (!parts) throw new Error("expected a password hash of the form $scrypt$ln=..,r=..,p=..$salt$key");
  return timingSafeEqual(await deriveKey(password, parts.salt, parts.cost), parts.key);
}

/** True for a hash of our form whose cost one server can bear. */
export function isPasswordHash(text: string): boolean {
  return parse(text) !== null;
}

/** A hash that no password has: with it an unknown name costs the same time as a known one. */
export function hashOfNothing(): string {
  return format(COST, randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));
}

/** The same characters typed on another keyboard or system give the same key (NIST SP 800-63B, 5.1.1.2). */
function deriveKey(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  return derive(password.normalize("NFKC"), salt, KEY_BYTES, { N, r, p, maxmem: 128 * r * (N + p + 2) });
}

function format({ ln, r, p }: Cost, salt: Buffer, key: Buffer): string {
  const base64 = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");
  return `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(key)}`;
}

function parse(hash: string): { cost: Cost; salt: Buffer; key: Buffer } | null {
  const match = FORM.exec(hash);
  if (!match) return null;
  const [ln, r, p] = match.slice(1, 4).map(Number) as [number, number, number];
  if (ln < 10 || ln > 17 || r < 1 || p < 1) return null;
  return { cost: { ln, r, p }, salt: Buffer.from(match[4]!, "base64"), key: Buffer.from(match[5]!, "base64") };
}
