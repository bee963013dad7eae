import type { AskBody } from "../../server/schemas/http.js";
import type { Answer, ErrorBody } from "../../server/schemas/objects.js";
import type { ChannelReply, ConversationReply, DocumentReply, DocumentsReply } from "./wire.js";

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

/**
 * The assistant's HTTP calls and addresses. A page of another site names the server and the channel it is registered as.
 */
export class Api {
  /**
   * @param base address of the server, with a slash at its end
   * @param channel id of the site that embeds the widget; left out on the server's own pages
   */
  constructor(
    private readonly base: string = `${window.location.origin}/`,
    private readonly channel?: string,
  ) {}

  /** The absolute address of a path that the server gave, such as a citation's `url`. */
  address(path: string): string {
    return new URL(path.replace(/^\//, ""), this.base).href;
  }

  /** `ws://` or `wss://` address of the chat. */
  get socketAddress(): string {
    return this.ofChannel("ws/chat").replace(/^http/, "ws");
  }

  fetchChannel(): Promise<ChannelReply> {
    return request(this.ofChannel("api/channel")).then((reply) => readJson<ChannelReply>(reply));
  }

  /** @throws ApiError with status 404 where the server has forgotten it */
  fetchConversation(id: string): Promise<ConversationReply> {
    return this.json(`api/conversations/${encodeURIComponent(id)}`);
  }

  fetchDocuments(): Promise<DocumentsReply> {
    return this.json("api/documents");
  }

  /** @throws ApiError with status 404 where the collection has no such document */
  fetchDocument(id: string): Promise<DocumentReply> {
    return this.json(`api/documents/${encodeURIComponent(id)}`);
  }

  /** The normalised text; offsets of provisions are UTF-16 code units into it. */
  fetchDocumentText(id: string): Promise<string> {
    return request(this.address(`api/documents/${encodeURIComponent(id)}/text`)).then((reply) => reply.text());
  }

  /** Asks in one request and one reply: the way for networks that let no WebSocket through. */
  postQuestion(body: AskBody, signal?: AbortSignal): Promise<Answer> {
    return request(this.ofChannel("api/ask"), { ...jsonPost(body), signal }).then((reply) => readJson<Answer>(reply));
  }

  async postFeedback(answerId: string, rating: "up" | "down", reason?: string): Promise<void> {
    await request(this.address("api/feedback"), jsonPost({ answerId, rating, reason }));
  }

  private json<T>(path: string): Promise<T> {
    return request(this.address(path)).then((reply) => readJson<T>(reply));
  }

  private ofChannel(path: string): string {
    const channel = this.channel === undefined ? "" : `?channel=${encodeURIComponent(this.channel)}`;
    return this.address(path) + channel;
  }
}

function jsonPost(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function request(url: string, init?: RequestInit): Promise<Response> {
  // No cookie is needed anywhere here, and none is sent.
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
