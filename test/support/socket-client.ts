import type { Socket } from "node:net";
import { WebSocket } from "ws";
import type { ClientMessage, NumberedEvent, ServerMessage } from "../../server/schemas/socket.js";

/** A client of `/ws/chat` that keeps every message it was sent. */
export class SocketClient {
  readonly messages: ServerMessage[] = [];
  closed: { code: number } | null = null;
  private readonly waiting = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString("utf8")) as ServerMessage);
      this.wake();
    });
    socket.on("close", (code) => {
      this.closed = { code };
      this.wake();
    });
  }

  /** Opens a socket and waits for `ready`. @throws Error where the server refuses the upgrade */
  static async open(url: string, headers: Record<string, string> = {}): Promise<SocketClient> {
    const socket = new WebSocket(url, { headers });
    const client = new SocketClient(socket);
    await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
    await client.until((message) => message.type === "ready");
    return client;
  }

  /** The conversation that the server opened for this socket. */
  get conversationId(): string {
    return (this.messages[0] as { conversationId: string }).conversationId;
  }

  send(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Sends messages in one piece: the server has them all before it begins with the first. */
  sendTogether(...messages: ClientMessage[]): void {
    const { _socket: connection } = this.socket as unknown as { _socket: Socket };
    connection.cork();
    for (const message of messages) this.send(message);
    connection.uncork();
  }

  /** The first message, from the `from`th on, that fits; waits for it. @throws Error where the socket closes first */
  async until(fits: (message: ServerMessage) => boolean, from = 0): Promise<ServerMessage> {
    for (;;) {
      const found = this.messages.slice(from).find(fits);
      if (found) return found;
      if (this.closed) throw new Error(`the socket closed (${this.closed.code}) before the message came`);
      await this.change();
    }
  }

  /** The next message after everything that came so far. */
  next(): Promise<ServerMessage> {
    return this.until(() => true, this.messages.length);
  }

  /** The events of a turn, up to its answer or error. */
  async turn(turnId: string): Promise<NumberedEvent[]> {
    const isOf = (message: ServerMessage): message is NumberedEvent => "turnId" in message && message.turnId === turnId;
    await this.until((message) => isOf(message) && (message.type === "answer" || message.type === "error"));
    return this.messages.filter(isOf);
  }

  /** Asks and waits for the turn's events. */
  ask(question: string, turnId: string, more: { conversationId?: string; region?: string } = {}): Promise<NumberedEvent[]> {
    this.send({ type: "ask", question, turnId, ...more });
    return this.turn(turnId);
  }

  async close(): Promise<void> {
    if (!this.closed) this.socket.close();
    while (!this.closed) await this.change();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
