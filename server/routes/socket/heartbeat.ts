import type { WebSocket } from "ws";

const PING_EVERY_MS = 30_000;

/** One timer for all sockets: each is pinged, and one that left the last ping unanswered is gone without saying so. */
export class Heartbeat {
  private readonly alive = new Map<WebSocket, boolean>();
  private readonly timer: NodeJS.Timeout;

  constructor(everyMs = PING_EVERY_MS) {
    this.timer = setInterval(() => this.beat(), everyMs).unref();
  }

  watch(socket: WebSocket): void {
    this.alive.set(socket, true);
    socket.on("pong", () => this.alive.has(socket) && this.alive.set(socket, true));
    socket.once("close", () => this.alive.delete(socket));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    for (const [socket, answered] of this.alive) {
      if (!answered) {
        socket.terminate();
        continue;
      }
      this.alive.set(socket, false);
      socket.ping();
    }
  }
}
