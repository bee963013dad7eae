import type { ErrorBody } from "../../server/schemas/objects.js";

/**
 * A call that failed. `message` is a Chinese sentence fit to show; `status` is 0 where no reply came at all;
 * `code` is the server's name for the error, empty where the server itself did not speak.
 */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code = "",
    /** What else the server says of it, by the code. */
    readonly details?: unknown,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

export const NO_CONNECTION = "连接不上服务，请检查网络后再试。";

/** A JSON body by POST. */
export function jsonPost(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** One call. No cookie is sent unless `init` says so. @throws ApiError where no good reply came */
export async function request(url: string, init?: RequestInit): Promise<Response> {
  const reply = await fetch(url, { credentials: "omit", ...init }).catch((cause: unknown) => {
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
export async function readJson<T>(reply: Response): Promise<T> {
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
    return new ApiError(error?.message || fallback, reply.status, error?.code, error?.details);
  } catch {
    return new ApiError(fallback, reply.status);
  }
}
