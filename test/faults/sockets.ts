import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { askAll, misbehave, openSockets } from "./crowd.js";
import { swapUnderQuestions, twoSnapshots } from "./swaps.js";
import { TriedServer } from "./tried-server.js";

/** A crowd before a real server: many sockets held, all asking at once, misbehaving, snapshots swapped meanwhile, and the stop. */
const { values } = parseArgs({
  options: {
    sockets: { type: "string", default: "10000" },
    minutes: { type: "string", default: "10" },
    asking: { type: "string", default: "1000" },
    malformed: { type: "string", default: "10000" },
    swaps: { type: "string", default: "200" },
  },
});
const [sockets, minutes, asking, malformed, swaps] = [values.sockets, values.minutes, values.asking, values.malformed, values.swaps].map(Number) as [number, number, number, number, number];
const QUESTIONS = ["贵州的集群几年复核一次", "江苏到2025年主营业务收入目标是多少", "山东的集群发展促进组织有什么要求", "管理办法第六条第三项", "公示几天"];
const question = (i: number): string => QUESTIONS[i % QUESTIONS.length]!;
const RESIDENT = "policy_process_resident_memory_bytes";
const MB = 1 << 20;
/** Sockets that ask while snapshots are swapped, and sockets of the stop, every tenth of them silent. */
const SWAP_SOCKETS = 500;
const STOP_SOCKETS = 1000;

const folder = mkdtempSync(join(tmpdir(), "policy-crowd-"));
const snapshotRoot = join(folder, "snapshots");
const faults: string[] = [];
const tell = (name: string, figures: object): void => console.log(name, JSON.stringify(figures));
try {
  const pointers = await twoSnapshots(folder, snapshotRoot);
  const server = await TriedServer.start({ SNAPSHOT_DIR: snapshotRoot, DATABASE_FILE: join(folder, "assistant.sqlite") });

  const held = await openSockets(server, sockets);
  let dropped = 0;
  for (const socket of held) socket.on("close", () => dropped++);
  await sleep(Math.min(60_000, minutes * 10_000));
  const warm = await server.metric(RESIDENT);
  await sleep(minutes * 60_000);
  const drift = (await server.metric(RESIDENT)) / warm - 1;
  tell("held", { sockets, minutes, dropped, residentMb: Math.round(warm / MB), drift: `${(100 * drift).toFixed(1)}%` });
  if (dropped > 0 || drift > 0.05) faults.push("held");

  const asked = await askAll(held.slice(0, asking), question, "at-once");
  tell("asking at once", asked);
  if (asked.errors > 0) faults.push("asking at once");
  for (const socket of held) socket.terminate();

  for (let i = 0; i < malformed; i += 20) await Promise.all(Array.from({ length: Math.min(20, malformed - i) }, (_, j) => misbehave(server, i + j, (i + j) * 7)));
  await sleep(1000);
  const left = await server.metric("policy_sockets");
  tell("malformed", { tried: malformed, alive: server.alive, socketsLeft: left });
  if (!server.alive || left > 0) faults.push("malformed");

  const active = await openSockets(server, SWAP_SOCKETS);
  const swapped = await swapUnderQuestions(server, active, question, snapshotRoot, pointers, swaps);
  tell("swaps", { sockets: SWAP_SOCKETS, ...swapped });
  if (Object.keys(swapped.ends).length > 0 || swapped.mixed > 0) faults.push("swaps");
  for (const socket of active) socket.terminate();

  const last = await openSockets(server, STOP_SOCKETS);
  for (const socket of last.filter((_, i) => i % 10 === 0)) socket.pause();
  const stoppedMs = await server.stop();
  tell("stop", { sockets: STOP_SOCKETS, silent: STOP_SOCKETS / 10, ms: Math.round(stoppedMs) });
  if (stoppedMs > 5000) faults.push("stop");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(faults.length === 0 ? "0 faults" : `faults: ${faults.join(", ")}`);
process.exit(faults.length === 0 ? 0 : 1);
