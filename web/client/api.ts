import type { AskBody } from "../../server/schemas/http.js";
import type { Answer, ErrorBody } from "../../server/schemas/objects.js";
import type { DocumentReply, DocumentsReply } from "./wire.js";

/**
 * A call that failed. `message` is a Chinese sentence fit to show; `status` is 0 where no reply came at all;
 * `code` is the server's name for the error, empty where the server itself did not speak.
 */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code = "",
  ) {
    super(message);
    this.name = "ApiError";
  }
}

export const NO_CONNECTION = "连接不上服务，请检查网络后再试。";

export function fetchDocuments(): Promise<DocumentsReply> {
  return request("/api/documents").then((reply) => readJson<DocumentsReply>(reply));
}

/** @throws ApiError with status 404 where the collection has no such document */
export function fetchDocument(id: string): Promise<DocumentReply> {
  return request(`/api/documents/${encodeURIComponent(id)}`).then((reply) => readJson<DocumentReply>(reply));
}

/** The normalised text; offsets of provisions are UTF-16 code units into it. */
export function fetchDocumentText(id: string): Promise<string> {
  return request(`/api/documents/${encodeURIComponent(id)}/text`).then((reply) => reply.text());
}

/** Asks in one request and one reply: the way for networks that let no WebSocket through. */
export function postQuestion(body: AskBody, signal?: AbortSignal): Promise<Answer> {
  return request("/api/ask", { ...jsonPost(body), signal }).then((reply) => readJson<Answer>(reply));
}

export async function postFeedback(answerId: string, rating: "up" | "down"): Promise<void> {
  await request("/api/feedback", jsonPost({ answerId, rating }));
}

function jsonPost(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function request(url: string, init?: RequestInit): Promise<Response> {
  const reply = await fetch(url, init).catch((cause: unknown) => {
    if (isAbort(cause)) throw cause;
    throw new ApiError(NO_CONNECTION, 0);
  });
  if (!reply.ok) throw await errorOf(reply);
  return reply;
}

/** True for the rejection that follows our own abort: not a failure to report. */
export function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "AbortError";
}

/** The server checks every reply against its schema before sending; it is not checked a second time here. */
async function readJson<T>(reply: Response): Promise<T> {
  try {
    const body: unknown = await reply.json();
    return body as T;
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new ApiError("服务的回复无法识别，请稍后再试。", reply.status);
  }
}

/** The server's own sentence, or a plain one where a proxy answered in its place. */
async function errorOf(reply: Response): Promise<ApiError> {
  const fallback = "服务暂时不可用，请稍后再试。";
  try {
    const { error } = (await reply.json()) as Partial<ErrorBody>;
    return new ApiError(error?.message || fallback, reply.status, error?.code);
  } catch {
    return new ApiError(fallback, reply.status);
  }
}
