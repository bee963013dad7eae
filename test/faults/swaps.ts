import { setMaxListeners } from "node:events";
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { WebSocket } from "ws";
import { start } from "../support/process.js";
import { ask } from "./crowd.js";
import type { TriedServer } from "./tried-server.js";

/** What swaps under questions did. */
export interface SwapReport {
  swaps: number;
  answered: number;
  /** Turns that did not end in an answer, by how they ended: the bar is none. */
  ends: Record<string, number>;
  /** Answers whose citations are of another snapshot than the one they name: the bar is none. */
  mixed: number;
}

/** Marks the titles of the second snapshot's documents, so that each citation tells which it comes from. */
const MARK = "（乙）";
/** A socket asks again this long after its answer, ms: 500 of them ask some 100 questions a second. */
const PAUSE_MS = 5000;
const LOOK_EVERY_MS = 100;
const LATEST_SWAP_MS = 60_000;

/** Two snapshots in `snapshotRoot`, of the same corpus but for the titles. @returns the two pointers; the first is current */
export async function twoSnapshots(folder: string, snapshotRoot: string): Promise<[string, string]> {
  const marked = join(folder, "corpus");
  cpSync("corpus", marked, { recursive: true });
  for (const id of readdirSync(join(marked, "documents"))) {
    const meta = join(marked, "documents", id, "meta.yaml");
    writeFileSync(meta, readFileSync(meta, "utf8").replace(/^title: .*$/m, (line) => line + MARK));
  }
  const second = await ingest(marked, snapshotRoot);
  return [await ingest("corpus", snapshotRoot), second];
}

async function ingest(corpus: string, snapshotRoot: string): Promise<string> {
  const { code, stderr } = await start("ingest/cli.ts", ["--json", "--corpus", corpus, "--snapshots", snapshotRoot]).ended;
  if (code !== 0) throw new Error(stderr);
  return readFileSync(join(snapshotRoot, "CURRENT"), "utf8");
}

/** A pointer is the time of making, the snapshot's id, and a line end. */
const idOf = (pointer: string): string => pointer.trim().replace(/^.*-/, "");

/** Every socket asks again and again while one snapshot takes the other's place, so many times. */
export async function swapUnderQuestions(server: TriedServer, sockets: readonly WebSocket[], question: (i: number) => string, snapshotRoot: string, [first, second]: readonly [string, string], swaps: number): Promise<SwapReport> {
  const report: SwapReport = { swaps: 0, answered: 0, ends: {}, mixed: 0 };
  const asking = new AbortController();
  setMaxListeners(0, asking.signal);
  const all = Promise.all(sockets.map((socket, i) => askOn(socket, i, question, second, report, asking.signal)));
  try {
    for (let swap = 1; swap <= swaps; swap++) {
      await swapTo(server, snapshotRoot, swap % 2 === 1 ? second : first);
      report.swaps++;
    }
  } finally {
    asking.abort();
    await all;
  }
  return report;
}

/** Points CURRENT elsewhere as publishing does, and waits until the server answers from there. */
async function swapTo(server: TriedServer, snapshotRoot: string, pointer: string): Promise<void> {
  writeFileSync(join(snapshotRoot, "CURRENT.tmp"), pointer);
  renameSync(join(snapshotRoot, "CURRENT.tmp"), join(snapshotRoot, "CURRENT"));
  for (let waited = 0; (await server.snapshot()) !== idOf(pointer); waited += LOOK_EVERY_MS) {
    if (waited > LATEST_SWAP_MS) throw new Error(`the server did not take up ${pointer}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function askOn(socket: WebSocket, i: number, question: (i: number) => string, marked: string, report: SwapReport, stop: AbortSignal): Promise<void> {
  await sleep((i * PAUSE_MS) % 4999);
  for (let turn = 0; !stop.aborted; turn++) {
    const { type, code, snapshot, citations = [] } = await ask(socket, question(i + turn), `swap-${turn}`);
    if (type === "answer") report.answered++;
    else report.ends[code ?? type] = (report.ends[code ?? type] ?? 0) + 1;
    if (citations.some(({ documentTitle }) => documentTitle.endsWith(MARK) !== (snapshot === idOf(marked)))) report.mixed++;
    if (type === "closed") return;
    await sleep(PAUSE_MS, null, { signal: stop }).catch(() => undefined);
  }
}
