import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { start, type Running } from "../support/process.js";

/** Tries to connect: while the process is busy the system may reset a connection that waits, or one kept alive may just end. */
const CONNECT_TRIES = 5;

/** A running server of ours, on a free port of the loopback, and what is told of it. */
export class TriedServer {
  private constructor(
    private readonly running: Running,
    readonly port: number,
  ) {}

  static async start(environment: Record<string, string>): Promise<TriedServer> {
    const running = start("server/main.ts", [], { HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "error", ...environment });
    const [, port] = await running.says(/已启动：http:\/\/[^:]+:(\d+)/);
    return new TriedServer(running, Number(port));
  }

  get alive(): boolean {
    return this.running.child.exitCode === null;
  }

  /** A socket that was greeted. @throws Error where none opens */
  open(): Promise<WebSocket> {
    return insisting(() => this.openOnce());
  }

  private openOnce(): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/ws/chat`);
    // What becomes of a socket is told by its close; an error without a listener would end this process.
    socket.on("error", () => undefined);
    return new Promise((resolve, reject) => socket.once("message", () => resolve(socket)).once("error", reject));
  }

  /** A value of /metrics, over all its labels. */
  async metric(name: string): Promise<number> {
    const text = await (await this.get("/metrics")).text();
    return text.split("\n").filter((line) => line.startsWith(name) && !line.startsWith(`${name}_`)).reduce((sum, line) => sum + Number(line.split(" ").pop()), 0);
  }

  /** The id of the snapshot that answers now. */
  async snapshot(): Promise<string> {
    const { snapshot } = (await (await this.get("/readyz")).json()) as { snapshot: string };
    return snapshot;
  }

  private get(path: string): Promise<Response> {
    return insisting(() => fetch(`http://127.0.0.1:${this.port}${path}`));
  }

  /** Stops it as systemd does. @returns ms until it has ended */
  async stop(): Promise<number> {
    const started = performance.now();
    this.running.child.kill("SIGTERM");
    await this.running.ended;
    return performance.now() - started;
  }
}

async function insisting<T>(connect: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await connect();
    } catch (error) {
      if (tried === CONNECT_TRIES) throw error;
      await sleep(200 * tried);
    }
  }
}
