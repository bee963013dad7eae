import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The token that a page must send with every changing request. It is made from the session's own token, which another
 * site can send (as a cookie) but not read: nothing more is stored.
 */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac("sha256", sessionToken).update("csrf").digest("base64url");
}

/** Compared in constant time. */
export function csrfTokenMatches(sessionToken: string, given: unknown): boolean {
  if (typeof given !== "string") return false;
  const [expected, actual] = [csrfTokenOf(sessionToken), given].map((text) => Buffer.from(text)) as [Buffer, Buffer];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
