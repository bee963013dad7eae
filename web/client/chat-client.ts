import type { NumberedEvent, ServerMessage } from "../../server/schemas/socket.js";
import type { Answer } from "../../server/schemas/objects.js";
import { Api } from "./api.js";
import { ApiError, isAbort, NO_CONNECTION } from "./request.js";
import { backoffMs } from "./backoff.js";
import { ChatSocket } from "./chat-socket.js";
import { OpenTurn, type AskContext, type TurnListener } from "./open-turn.js";

/** Reconnections tried for a turn under way before it is asked again over HTTP: some ten seconds. */
const MOST_RECONNECTS = 5;
/** How often one question is asked over again before its error is shown. */
const MOST_RESTARTS = 5;
/** How long a network that let no WebSocket through is left in peace before the next try. */
const HTTP_ONLY_MS = 60_000;
/** A turn that is silent for so long is given up: the reader is told rather than left waiting. */
const SILENCE_MS = 120_000;

/**
 * The wire client of `/ws/chat`: one conversation, one turn at a time. It knows no DOM.
 *
 * A turn goes over the WebSocket; a cut is mended by reconnecting and resuming, so that the listener sees the same
 * events as with no cut. Where no WebSocket can be opened the question goes by `POST /api/ask`.
 */
export class ChatClient {
  /** The conversation that answers have named; before the first answer there is none. */
  private conversationId: string | undefined;
  /** The id this connection was given: it names a new conversation, on this connection only. */
  private offeredId: string | undefined;
  private socket: ChatSocket | null = null;
  private turn: OpenTurn | null = null;
  private httpOnlyUntil = 0;
  private retryTimer: number | undefined;
  private silenceTimer: number | undefined;

  /** @param onConversation is told the conversation's id as soon as something is asked in it, and null when it is left */
  constructor(
    private readonly api: Api = new Api(),
    private readonly onConversation: (id: string | null) => void = () => undefined,
  ) {}

  /** Goes on with a conversation that was held before. */
  continue(conversationId: string): void {
    this.conversationId = conversationId;
  }

  /** Opens the connection ahead of the first question, to save its opening time. Harmless when called twice. */
  connect(): void {
    if (this.socket || Date.now() < this.httpOnlyUntil) return;
    window.clearTimeout(this.retryTimer);
    try {
      this.socket = new ChatSocket(this.api.socketAddress, {
        onReady: (conversationId) => this.becomeReady(conversationId),
        onMessage: (message) => this.receive(message),
        onClosed: () => this.mend(),
      });
    } catch {
      this.mend();
    }
  }

  /** @throws Error when a turn is under way: the caller decides whether to cancel it first */
  ask(question: string, listener: TurnListener, context: AskContext = {}): void {
    if (this.turn) throw new Error("ask: a turn is under way; cancel it first");
    const turn = new OpenTurn(question, listener, context);
    this.turn = turn;
    this.watchSilence();
    if (this.socket?.ready) this.sendQuestion(turn);
    else if (Date.now() < this.httpOnlyUntil) void this.askOverHttp(turn);
    else this.connect();
  }

  /** Ends the turn here at once; nothing more of it is told. */
  cancel(): void {
    const turn = this.endTurn();
    if (!turn) return;
    turn.httpRequest?.abort();
    if (turn.askedIn) this.socket?.send({ type: "cancel", turnId: turn.turnId });
  }

  /** Begins a new conversation. The connection goes too, for the server ties a conversation to each connection. */
  startOver(): void {
    this.cancel();
    this.conversationId = undefined;
    this.onConversation(null);
    this.disconnect();
  }

  /** Ends the turn and the connection; the next question opens a new one, in the same conversation. */
  disconnect(): void {
    this.cancel();
    window.clearTimeout(this.retryTimer);
    this.socket?.close();
    this.socket = null;
  }

  /** The network is back: what waits for its next try tries now. */
  retryNow(): void {
    this.httpOnlyUntil = 0;
    if (this.turn && !this.turn.httpRequest) this.connect();
  }

  private becomeReady(offeredId: string): void {
    this.offeredId = offeredId;
    const turn = this.turn;
    if (!turn || turn.httpRequest) return;
    if (turn.askedIn) this.resume(turn, turn.askedIn);
    else this.sendQuestion(turn);
  }

  private sendQuestion(turn: OpenTurn): void {
    const conversationId = this.conversationId ?? this.offeredId;
    turn.askedIn = conversationId ?? null;
    if (conversationId !== undefined) this.onConversation(conversationId);
    this.socket?.send({ type: "ask", turnId: turn.turnId, question: turn.question, conversationId, ...turn.context });
  }

  private resume(turn: OpenTurn, conversationId: string): void {
    turn.resuming = true;
    this.socket?.send({ type: "resume", conversationId, turnId: turn.turnId, afterSeq: turn.lastSeq });
  }

  private receive(message: ServerMessage): void {
    const turn = this.turn;
    if (!turn || turn.httpRequest) return;
    if ("seq" in message) this.receiveEvent(turn, message);
    else if (message.type === "error") this.receiveRefusal(turn, message.code, message.message);
  }

  private receiveEvent(turn: OpenTurn, event: NumberedEvent): void {
    if (!turn.accepts(event)) return;
    this.watchSilence();
    if (event.type === "status") turn.listener.onStage(event.stage);
    else if (event.type === "evidence") turn.listener.onEvidence(event.citations);
    else if (event.type === "text-delta") turn.listener.onText(event.text);
    else if (event.type === "withdrawn") this.withdraw(turn, event.what);
    else if (event.type === "answer") this.finish(turn, event);
    // Our own cancel has ended the turn here already: this one was cancelled because its connection was cut.
    else if (event.code === "cancelled") this.askAgain(turn, event.message);
    else this.fail(event.message);
  }

  /** What a model wrote did not hold: a sentence was never shown, a whole text begins anew. */
  private withdraw(turn: OpenTurn, what: "sentence" | "all"): void {
    if (what === "all") turn.listener.onRestart();
  }

  /** A message of ours was refused. Some refusals have a remedy that the reader need not know of. */
  private receiveRefusal(turn: OpenTurn, code: string, message: string): void {
    if (code === "unknown_conversation") this.conversationId = undefined;
    if (turn.resuming || code === "unknown_conversation") return this.askAgain(turn, message);
    // The turn cancelled just before may still be winding up.
    if (code === "busy") return this.askAgain(turn, message, backoffMs(turn.restarts + 1));
    this.fail(message);
  }

  private askAgain(turn: OpenTurn, message: string, waitMs = 0): void {
    if (turn.restarts >= MOST_RESTARTS) return this.fail(message);
    turn.restart();
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => {
      if (this.turn === turn && this.socket?.ready && !turn.askedIn) this.sendQuestion(turn);
    }, waitMs);
  }

  /**
   * The connection ended, or never opened. With no turn under way the next question opens a new one, unless none has opened ever: the
   * network, or the page's policy, lets none through.
   */
  private mend(): void {
    this.socket = null;
    const turn = this.turn;
    if (!turn && this.offeredId === undefined) this.httpOnlyUntil = Date.now() + HTTP_ONLY_MS;
    if (!turn || turn.httpRequest) return;
    turn.failures += 1;
    // Only where a WebSocket has opened before is a cut worth mending; elsewhere the network lets none through.
    if (this.offeredId !== undefined && turn.failures <= MOST_RECONNECTS) {
      turn.listener.onReconnecting();
      this.retryTimer = window.setTimeout(() => this.connect(), backoffMs(turn.failures));
    } else {
      this.httpOnlyUntil = Date.now() + HTTP_ONLY_MS;
      void this.askOverHttp(turn);
    }
  }

  private async askOverHttp(turn: OpenTurn): Promise<void> {
    turn.restart();
    const request = new AbortController();
    turn.httpRequest = request;
    try {
      const answer = await this.postInConversation(turn, request.signal);
      if (this.turn === turn) this.finish(turn, answer);
    } catch (cause) {
      if (isAbort(cause) || this.turn !== turn) return;
      this.fail(cause instanceof ApiError ? cause.message : NO_CONNECTION);
    }
  }

  /** A conversation the server has forgotten is begun anew. */
  private async postInConversation({ question, context }: OpenTurn, signal: AbortSignal): Promise<Answer> {
    try {
      return await this.api.postQuestion({ question, conversationId: this.conversationId, ...context }, signal);
    } catch (cause) {
      if (!(cause instanceof ApiError) || cause.code !== "unknown_conversation") throw cause;
      return this.api.postQuestion({ question, ...context }, signal);
    }
  }

  private finish(turn: OpenTurn, answer: Answer): void {
    this.conversationId = answer.conversationId;
    this.onConversation(answer.conversationId);
    this.endTurn();
    turn.listener.onAnswer(answer);
  }

  private fail(message: string): void {
    this.endTurn()?.listener.onFailure(message);
  }

  private endTurn(): OpenTurn | null {
    const turn = this.turn;
    this.turn = null;
    window.clearTimeout(this.retryTimer);
    window.clearTimeout(this.silenceTimer);
    return turn;
  }

  private watchSilence(): void {
    window.clearTimeout(this.silenceTimer);
    this.silenceTimer = window.setTimeout(() => {
      const turn = this.turn;
      this.cancel();
      turn?.listener.onFailure("等了很久没有回复，请再试一次。");
    }, SILENCE_MS);
  }
}
