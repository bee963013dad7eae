import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { start, type Running } from "../support/process.js";

/** A running server of ours, on a free port of the loopback, and what is told of it. */
export class TriedServer {
  private constructor(
    private readonly running: Running,
    readonly port: number,
  ) {}

  static async start(environment: Record<string, string>): Promise<TriedServer> {
    const running = start("server/main.ts", [], { HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "error", ...environment });
    running.child.stderr!.pipe(process.stderr);
    const [, port] = await running.says(/已启动：http:\/\/[^:]+:(\d+)/);
    return new TriedServer(running, Number(port));
  }

  get alive(): boolean {
    return this.running.child.exitCode === null;
  }

  open(path = "/ws/chat"): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}${path}`);
    // What becomes of a socket is told by its close; an error without a listener would end this process.
    socket.on("error", () => undefined);
    return new Promise((resolve, reject) => socket.once("message", () => resolve(socket)).once("error", reject));
  }

  /** A value of /metrics. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text();
    return text.split("\n").filter((line) => line.startsWith(name) && !line.startsWith(`${name}_`)).reduce((sum, line) => sum + Number(line.split(" ").pop()), 0);
  }

  /** Stops it as systemd does. @returns ms until it has ended */
  async stop(): Promise<number> {
    const started = performance.now();
    this.running.child.kill("SIGTERM");
    await this.running.ended;
    return performance.now() - started;
  }
}

const OPENED_AT_ONCE = 200;

/** Opens so many sockets, some at a time. */
export async function openSockets(server: TriedServer, count: number): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < count) sockets.push(...(await Promise.all(Array.from({ length: Math.min(OPENED_AT_ONCE, count - sockets.length) }, () => server.open()))));
  return sockets;
}

export interface Asked {
  answered: number;
  errors: number;
  /** ms. */
  p50: number;
  p99: number;
  /** Snapshots that answers named. */
  snapshots: string[];
  /** How often each other end came: the error's code, closed, late. */
  ends: Record<string, number>;
}

/** Every socket asks at once; each waits for its answer. */
export async function askAll(sockets: readonly WebSocket[], question: (i: number) => string, turnId: string): Promise<Asked> {
  const replies = await Promise.all(sockets.map((socket, i) => ask(socket, question(i), turnId)));
  const times = replies.filter(({ ok }) => ok).map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): number => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { answered: times.length, errors: replies.length - times.length, p50: at(0.5), p99: at(0.99), snapshots: [...new Set(replies.map(({ snapshot }) => snapshot))], ends: tally(replies.map(({ end }) => end)) };
}

const LONGEST_ANSWER_MS = 60_000;

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) if (name !== "answer") counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

interface Ended {
  type: string;
  code?: string;
  snapshot?: string;
}

async function ask(socket: WebSocket, question: string, turnId: string): Promise<{ ok: boolean; ms: number; snapshot: string; end: string }> {
  const started = performance.now();
  const ended = new Promise<Ended>((resolve) => {
    const listener = (data: Buffer): void => {
      const message = JSON.parse(data.toString("utf8")) as Ended;
      if (message.type !== "answer" && message.type !== "error") return;
      socket.off("message", listener);
      resolve(message);
    };
    socket.on("message", listener);
    socket.once("close", () => resolve({ type: "closed" }));
  });
  socket.send(JSON.stringify({ type: "ask", question, turnId }));
  const late: Ended = { type: "late" };
  const { type, code, snapshot = "" } = await Promise.race([ended, sleep(LONGEST_ANSWER_MS, late, { ref: false })]);
  return { ok: type === "answer", ms: performance.now() - started, snapshot, end: code ?? type };
}

/** One connection that behaves badly in one of many ways, and is gone. */
export async function misbehave(server: TriedServer, kind: number, seed: number): Promise<void> {
  if (kind % 4 === 3) return rawGarbage(server, seed);
  const socket = await server.open().catch(() => null);
  if (!socket) return;
  const noise = Buffer.from(Array.from({ length: 1 + (seed % 400) }, (_, i) => (seed * 31 + i * 17) % 256));
  if (kind % 4 === 0) socket.send(noise);
  if (kind % 4 === 1) socket.send(`{"type":"ask","turnId":"t","question":${"[".repeat(seed % 3000)}`);
  if (kind % 4 === 2) socket.send("x".repeat(20_000 + seed));
  const replied = new Promise((resolve) => socket.once("message", resolve).once("close", resolve));
  await Promise.race([replied, sleep(2000, null, { ref: false })]);
  socket.terminate();
}

/** Half an upgrade, a slow body, or frames without a mask. */
async function rawGarbage(server: TriedServer, seed: number): Promise<void> {
  const socket = connect(server.port, "127.0.0.1");
  socket.on("error", () => undefined);
  const upgrade = "GET /ws/chat HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const sent = [`${upgrade}\r\n\x81\x05hello`, upgrade, `${upgrade}Origin: https://evil.example\r\n\r\n`, "POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"];
  socket.write(sent[seed % sent.length]!);
  await sleep(20);
  if (seed % 2 === 0) socket.resetAndDestroy();
  else socket.destroy();
}
