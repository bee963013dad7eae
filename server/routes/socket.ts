import "@fastify/websocket";
import type { FastifyPluginAsync } from "fastify";
import type { WebSocket } from "ws";
import type { z } from "zod";
import type { Assistant } from "../chat/assistant.js";
import { AppError } from "../errors.js";
import type { Metrics } from "../plugins/metrics.js";
import type { AskBody } from "../schemas/http.js";
import { clientMessageSchema, type ClientMessage, type NumberedEvent, type ServerMessage } from "../schemas/socket.js";
import { newId } from "../store/store.js";
import { TurnLog, type TurnRecord } from "./turn-log.js";

/** Above this many unsent bytes a client is too slow and is cut. */
const MOST_BUFFERED = 1 << 20;

/** `/ws/chat`: one JSON object a message. Nothing that a client sends may end the process. */
export const socketRoutes =
  (assistant: Assistant, metrics: Metrics, allowedOrigins: readonly string[]): FastifyPluginAsync =>
  async (app) => {
    const log = new TurnLog();
    app.route({
        method: "GET",
        url: "/ws/chat",
        schema: { hide: true },
        handler: async () => {
          throw new AppError("upgrade_required", 426, "这个地址只接受 WebSocket 连接。");
        },
        // CORS does not cover WebSocket: the origin is checked before the upgrade.
        preValidation: async (request) => {
          const { origin, host } = request.headers;
          if (origin !== undefined && !isAllowed(origin, host, allowedOrigins)) throw new AppError("origin", 403, "这个网站没有获准使用本服务。");
        },
        wsHandler: (socket, request) => {
        metrics.sockets.inc();
        const session = new ChatSession(socket, assistant, log, (error) => request.log.error({ err: error }, "socket failed"));
        socket.on("close", () => {
          metrics.sockets.dec();
          session.close();
        });
      },
    });
  };

function isAllowed(origin: string, host: string | undefined, allowed: readonly string[]): boolean {
  if (allowed.includes(origin)) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** One open socket: at most one turn at a time. A turn goes on when its socket is cut, for whoever resumes it. */
class ChatSession {
  private conversationId = newId();
  private running: TurnRecord | null = null;
  private unfollow: () => void = () => undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly assistant: Assistant,
    private readonly log: TurnLog,
    private readonly onError: (error: unknown) => void,
  ) {
    socket.on("message", (data: Buffer, isBinary) => this.guarded(() => this.receive(isBinary ? null : data.toString("utf8"))));
    socket.on("error", onError);
    this.send({ type: "ready", conversationId: this.conversationId });
  }

  close(): void {
    this.unfollow();
  }

  /** Every callback of the socket runs in here: a throw inside one would end the process. */
  private guarded(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (error instanceof AppError) return this.send({ type: "error", code: error.code, message: error.message });
      this.onError(error);
      this.send({ type: "error", code: "internal", message: "服务内部出错，请稍后再试。" });
    });
  }

  private async receive(data: string | null): Promise<void> {
    const message = parseMessage(data);
    if (message.type === "ping") return this.send({ type: "pong" });
    if (message.type === "cancel") return this.cancel(message.turnId);
    if (message.type === "resume") return this.resume(message);
    await this.ask(message);
  }

  private cancel(turnId: string): void {
    this.log.find(this.conversationId, turnId)?.abort.abort();
  }

  private resume({ conversationId, turnId, afterSeq }: Extract<ClientMessage, { type: "resume" }>): void {
    const record = this.log.find(conversationId, turnId);
    if (!record) throw new AppError("unknown_turn", 404, "没有可以续传的回答，请重新提问。");
    this.conversationId = conversationId;
    this.follow(record, afterSeq);
  }

  private async ask({ type: _, turnId, ...body }: Extract<ClientMessage, { type: "ask" }>): Promise<void> {
    if (this.running) throw new AppError("busy", 409, "上一个问题还没有答完，请稍候或先取消。");
    const conversationId = body.conversationId ?? this.conversationId;
    if (this.log.find(conversationId, turnId)) throw new AppError("duplicate_turn", 409, "这个 turnId 已经用过，请换一个。");
    this.assistant.check({ ...body, conversationId }, this.conversationId);
    this.conversationId = conversationId;
    this.running = this.log.begin(conversationId, turnId);
    this.follow(this.running, 0);
    try {
      await this.run(this.running, { ...body, conversationId });
    } finally {
      this.running = null;
    }
  }

  private follow(record: TurnRecord, seq: number): void {
    this.unfollow();
    this.unfollow = record.follow(seq, (event) => this.send(event));
  }

  private async run(record: TurnRecord, body: AskBody): Promise<void> {
    const { signal } = record.abort;
    try {
      for await (const event of this.assistant.ask(body, signal)) record.tell(event);
      if (signal.aborted) record.tell({ type: "error", code: "cancelled", message: "已取消。" });
    } catch (error) {
      this.onError(error);
      record.tell({ type: "error", code: "internal", message: "服务内部出错，请稍后再试。" });
    }
  }

  private send(message: ServerMessage | NumberedEvent): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > MOST_BUFFERED) return this.socket.terminate();
    this.socket.send(JSON.stringify(message));
  }
}

function parseMessage(data: string | null): ClientMessage {
  let parsed: unknown;
  try {
    parsed = data === null ? null : JSON.parse(data);
  } catch {
    parsed = null;
  }
  if (parsed === null || typeof parsed !== "object") throw new AppError("bad_json", 400, "消息应为 JSON 对象。");
  const result = clientMessageSchema.safeParse(parsed);
  if (result.success) return result.data;
  throw new AppError("bad_request", 400, firstMessage(result.error));
}

function firstMessage(error: z.ZodError): string {
  const { message, path } = error.issues[0]!;
  return /[\u4e00-\u9fa5]/.test(message) ? message : `消息的 ${path.map(String).join(".") || "type"} 不对。`;
}
