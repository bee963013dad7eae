import type { ClientMessage, ServerMessage } from "../../server/schemas/socket.js";
import { parseServerMessage } from "./server-message.js";

/** A slow line and a slow telephone take their time; most open the window some seconds before they ask. */
const READY_WITHIN_MS = 8000;
const PING_EVERY_MS = 25_000;
const PONG_WITHIN_MS = 10_000;

/** What a connection tells. `onClosed` comes exactly once, whatever ended it, unless we closed it ourselves. */
export interface SocketListener {
  onReady(conversationId: string): void;
  onMessage(message: ServerMessage): void;
  onClosed(): void;
}

/**
 * One connection to `/ws/chat`, from opening to its end: waits for `ready`, keeps proxies from cutting an idle line
 * with a ping, and counts a line that gives no pong as cut (a half-open TCP connection reports nothing by itself).
 */
export class ChatSocket {
  private readonly socket: WebSocket;
  private readyTimer: number | undefined;
  private pingTimer: number | undefined;
  private pongTimer: number | undefined;
  private over = false;
  private open = false;

  /** @throws what the WebSocket constructor throws where the browser or a policy forbids it */
  constructor(
    url: string,
    private readonly listener: SocketListener,
  ) {
    this.socket = new WebSocket(url);
    this.readyTimer = window.setTimeout(() => this.end(), READY_WITHIN_MS);
    this.socket.onmessage = (event: MessageEvent<unknown>) => this.receive(event.data);
    this.socket.onclose = () => this.end();
    this.socket.onerror = () => this.end();
  }

  /** True between `ready` and the end. */
  get ready(): boolean {
    return this.open && !this.over;
  }

  send(message: ClientMessage): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** Closes without a word to the listener. */
  close(): void {
    if (this.over) return;
    this.over = true;
    this.stop();
  }

  private receive(frame: unknown): void {
    const message = parseServerMessage(frame);
    if (this.over || !message) return;
    this.clearPong();
    if (message.type === "ready") this.becomeReady(message.conversationId);
    else if (message.type !== "pong") this.listener.onMessage(message);
  }

  private becomeReady(conversationId: string): void {
    window.clearTimeout(this.readyTimer);
    this.open = true;
    window.clearInterval(this.pingTimer);
    this.pingTimer = window.setInterval(() => this.ping(), PING_EVERY_MS);
    this.listener.onReady(conversationId);
  }

  private ping(): void {
    this.send({ type: "ping" });
    this.clearPong();
    this.pongTimer = window.setTimeout(() => this.end(), PONG_WITHIN_MS);
  }

  private clearPong(): void {
    window.clearTimeout(this.pongTimer);
  }

  private end(): void {
    if (this.over) return;
    this.over = true;
    this.stop();
    this.listener.onClosed();
  }

  private stop(): void {
    window.clearTimeout(this.readyTimer);
    window.clearInterval(this.pingTimer);
    this.clearPong();
    this.socket.close();
  }
}
