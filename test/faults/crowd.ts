import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { WebSocket } from "ws";
import type { TriedServer } from "./tried-server.js";

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
  /** How often each other end came: the error's code, closed, late. */
  ends: Record<string, number>;
}

/** Every socket asks at once; each waits for its answer. */
export async function askAll(sockets: readonly WebSocket[], question: (i: number) => string, turnId: string): Promise<Asked> {
  const replies = await Promise.all(sockets.map((socket, i) => timed(socket, question(i), turnId)));
  const times = replies.filter(({ ok }) => ok).map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): number => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { answered: times.length, errors: replies.length - times.length, p50: at(0.5), p99: at(0.99), ends: tally(replies.map(({ end }) => end)) };
}

const LONGEST_ANSWER_MS = 60_000;

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) if (name !== "answer") counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** The last message of a turn, as far as these trials look at it. */
export interface Ended {
  type: string;
  code?: string;
  snapshot?: string;
  citations?: { documentTitle: string }[];
}

async function timed(socket: WebSocket, question: string, turnId: string): Promise<{ ok: boolean; ms: number; end: string }> {
  const started = performance.now();
  const { type, code } = await ask(socket, question, turnId);
  return { ok: type === "answer", ms: performance.now() - started, end: code ?? type };
}

/** Asks, and waits for what the turn ends with: an answer, an error, the end of the connection (`closed`) or a minute (`late`). */
export async function ask(socket: WebSocket, question: string, turnId: string): Promise<Ended> {
  let listener: (data: Buffer) => void = () => undefined;
  let closed: () => void = () => undefined;
  const ended = new Promise<Ended>((resolve) => {
    listener = (data) => {
      const message = JSON.parse(data.toString("utf8")) as Ended;
      if (message.type === "answer" || message.type === "error") resolve(message);
    };
    closed = () => resolve({ type: "closed" });
    socket.on("message", listener).once("close", closed);
  });
  socket.send(JSON.stringify({ type: "ask", question, turnId }));
  const late: Ended = { type: "late" };
  try {
    return await Promise.race([ended, sleep(LONGEST_ANSWER_MS, late, { ref: false })]);
  } finally {
    socket.off("message", listener).off("close", closed);
  }
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
