import type { WebSocket } from "ws";
import type { Assistant } from "../../chat/assistant.js";
import { AppError } from "../../errors.js";
import type { AskBody } from "../../schemas/http.js";
import type { ClientMessage } from "../../schemas/socket.js";
import { newId } from "../../store/store.js";
import { parseMessage } from "./message.js";
import { Outbox } from "./outbox.js";
import type { TurnLog, TurnRecord } from "./turn-log.js";

/** Messages that one socket may send at once, and how many more each second. */
const BURST = 120;
const REFILL_PER_SECOND = 10;

/** What a socket needs of the room around it. */
export interface SessionContext {
  assistant: Assistant;
  log: TurnLog;
  /** The region that the site asks about, for questions that name none. */
  region: string | undefined;
  /** Counts a question. @throws AppError rate_limited */
  admitQuestion: () => void;
  onError: (error: unknown) => void;
}

/** One open socket: at most one turn at a time. A turn goes on when its socket is cut, for whoever resumes it. */
export class ChatSession {
  private conversationId = newId();
  private running: TurnRecord | null = null;
  private unfollow: () => void = () => undefined;
  private readonly outbox: Outbox;
  private allowance = { left: BURST, at: Date.now() };

  constructor(
    private readonly socket: WebSocket,
    private readonly context: SessionContext,
  ) {
    this.outbox = new Outbox(socket);
    socket.on("message", (data: Buffer, isBinary) => this.guarded(() => this.receive(isBinary ? null : data.toString("utf8"))));
    socket.on("error", context.onError);
    this.outbox.send({ type: "ready", conversationId: this.conversationId });
  }

  /** The socket is gone; what it asked goes on. */
  close(): void {
    this.unfollow();
    this.outbox.close();
  }

  /** Says that the server stops, and closes. */
  dismiss(): void {
    this.outbox.send({ type: "error", code: "draining", message: "服务正在停止，请稍后再试。" });
    this.socket.close(GOING_AWAY);
  }

  /** Every callback of the socket runs in here: a throw inside one would end the process. */
  private guarded(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (error instanceof AppError) return this.outbox.send({ type: "error", code: error.code, message: error.message });
      this.context.onError(error);
      this.outbox.send({ type: "error", code: "internal", message: "服务内部出错，请稍后再试。" });
    });
  }

  private async receive(data: string | null): Promise<void> {
    if (!this.allowed()) return this.socket.close(TOO_MUCH);
    const message = parseMessage(data);
    if (message.type === "ping") return this.outbox.send({ type: "pong" });
    if (message.type === "cancel") return this.cancel(message.turnId);
    if (message.type === "resume") return this.resume(message);
    await this.ask(message);
  }

  private allowed(): boolean {
    const now = Date.now();
    const left = Math.min(BURST, this.allowance.left + ((now - this.allowance.at) / 1000) * REFILL_PER_SECOND) - 1;
    this.allowance = { left, at: now };
    return left >= 0;
  }

  private cancel(turnId: string): void {
    this.context.log.find(this.conversationId, turnId)?.abort.abort();
  }

  private resume({ conversationId, turnId, afterSeq }: Extract<ClientMessage, { type: "resume" }>): void {
    const record = this.context.log.find(conversationId, turnId);
    if (!record) throw new AppError("unknown_turn", 404, "没有可以续传的回答，请重新提问。");
    this.conversationId = conversationId;
    this.follow(record, afterSeq);
  }

  private async ask({ type: _, turnId, ...body }: Extract<ClientMessage, { type: "ask" }>): Promise<void> {
    if (this.running) throw new AppError("busy", 409, "上一个问题还没有答完，请稍候或先取消。");
    const { assistant, log, region } = this.context;
    const conversationId = body.conversationId ?? this.conversationId;
    if (log.find(conversationId, turnId)) throw new AppError("duplicate_turn", 409, "这个 turnId 已经用过，请换一个。");
    assistant.check({ ...body, conversationId }, this.conversationId);
    this.context.admitQuestion();
    this.conversationId = conversationId;
    this.running = log.begin(conversationId, turnId);
    this.follow(this.running, 0);
    try {
      await this.run(this.running, { region, ...body, conversationId });
    } finally {
      this.running = null;
    }
  }

  private follow(record: TurnRecord, seq: number): void {
    this.unfollow();
    this.unfollow = record.follow(seq, (event) => this.outbox.send(event));
  }

  private async run(record: TurnRecord, body: AskBody): Promise<void> {
    const { signal } = record.abort;
    try {
      for await (const event of this.context.assistant.ask(body, signal)) record.tell(event);
      if (signal.aborted) record.tell({ type: "error", ...whyAborted(signal) });
    } catch (error) {
      this.context.onError(error);
      record.tell({ type: "error", code: "internal", message: "服务内部出错，请稍后再试。" });
    }
  }
}

/** WebSocket close codes: the server stops; the client breaks the rules. */
const GOING_AWAY = 1001;
const TOO_MUCH = 1008;

/** Reason of an abort by a server that stops; a person's own has none. */
export const INTERRUPTED = "interrupted";

function whyAborted({ reason }: AbortSignal): { code: string; message: string } {
  return reason === INTERRUPTED ? { code: "interrupted", message: "服务正在停止，这个问题没有答完，请稍后再问。" } : { code: "cancelled", message: "已取消。" };
}
