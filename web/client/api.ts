import type { AskBody } from "../../server/schemas/http.js";
import type { Answer } from "../../server/schemas/objects.js";
import { jsonPost, readJson, request } from "./request.js";
import type { ChannelReply, ConversationReply, DocumentReply, DocumentsReply, ProvisionReply } from "./wire.js";

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

  /** One provision with what refers to it. */
  fetchProvision(documentId: string, eId: string): Promise<ProvisionReply> {
    return this.json(`api/provisions/${encodeURIComponent(documentId)}/${encodeURIComponent(eId)}`);
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
