import type { WebSocket } from "ws";

/** Above this many unsent bytes of a socket, what follows waits here. */
const HOLD_ABOVE = 256 * 1024;
/** A client that leaves this much unread, */
const MOST_WAITING = 1 << 20;
/** or reads nothing for this long, is cut. */
const LONGEST_HOLD_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/** Messages to one client, in order, held back while it reads slowly. */
export class Outbox {
  private waiting: string[] = [];
  private waitingBytes = 0;
  private heldSince = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly socket: WebSocket) {}

  send(message: object): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const text = JSON.stringify(message);
    if (this.waiting.length === 0 && this.socket.bufferedAmount <= HOLD_ABOVE) return this.socket.send(text);
    this.waiting.push(text);
    this.waitingBytes += Buffer.byteLength(text);
    if (this.waitingBytes > MOST_WAITING) return this.cut();
    if (this.timer) return;
    this.heldSince = Date.now();
    this.timer = setInterval(() => this.flush(), LOOK_AGAIN_MS);
  }

  /** Forgets what waits; the socket is gone. */
  close(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.waiting = [];
    this.waitingBytes = 0;
  }

  private flush(): void {
    while (this.waiting.length > 0 && this.socket.bufferedAmount <= HOLD_ABOVE && this.socket.readyState === this.socket.OPEN) {
      const text = this.waiting.shift()!;
      this.waitingBytes -= Buffer.byteLength(text);
      this.heldSince = Date.now();
      this.socket.send(text);
    }
    if (this.waiting.length === 0) this.close();
    else if (Date.now() - this.heldSince > LONGEST_HOLD_MS) this.cut();
  }

  private cut(): void {
    this.close();
    this.socket.terminate();
  }
}
