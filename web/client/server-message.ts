import type { ServerMessage } from "../../server/schemas/socket.js";

const TYPES: readonly string[] = ["ready", "pong", "status", "evidence", "text-delta", "withdrawn", "answer", "error"];

/**
 * One frame of `/ws/chat` -> a message, or null where it is none of ours: a newer server may say more than this page
 * knows. Only the tag is checked; the server checks the rest against its schema before sending.
 */
export function parseServerMessage(frame: unknown): ServerMessage | null {
  if (typeof frame !== "string") return null;
  try {
    const value: unknown = JSON.parse(frame);
    return hasKnownType(value) ? (value as ServerMessage) : null;
  } catch {
    return null;
  }
}

function hasKnownType(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { type } = value as { type?: unknown };
  return typeof type === "string" && TYPES.includes(type);
}
