import type { z } from "zod";
import { AppError, isChinese } from "../../errors.js";
import { isTooDeep } from "../../plugins/json-depth.js";
import { clientMessageSchema, type ClientMessage } from "../../schemas/socket.js";

/** One message of a client, checked. @param data null for a binary frame @throws AppError bad_json, bad_request */
export function parseMessage(data: string | null): ClientMessage {
  const parsed = data === null || isTooDeep(data) ? null : parseJson(data);
  if (parsed === null || typeof parsed !== "object") throw new AppError("bad_json", 400, "消息应为 JSON 对象。");
  const result = clientMessageSchema.safeParse(parsed);
  if (result.success) return result.data;
  throw new AppError("bad_request", 400, firstMessage(result.error));
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

function firstMessage(error: z.ZodError): string {
  const { message, path } = error.issues[0]!;
  return isChinese(message) ? message : `消息的 ${path.map(String).join(".") || "type"} 不对。`;
}
