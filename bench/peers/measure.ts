import { residentBytes } from "../child.js";
import { BestTimes, cpuSeconds, Stopwatch } from "../clock.js";
import { rounded } from "../figures.js";
import { makePeer, type PeerName } from "./list.js";
import type { Measurement } from "./measurement.js";
import type { Peer, PeerQuestion } from "./peer.js";
import { readPassageBatches, readPeerQuestions } from "./workload.js";

const ROUNDS = 3;
/** However slow: fewer tell nothing. */
const FEWEST_QUESTIONS = 10;

/** Builds one peer over a workload in this process alone, asks it every question, and prints what it took as JSON. */
async function main(name: PeerName, folder: string, budgetSeconds: number): Promise<void> {
  const questions = readPeerQuestions(folder);
  const peer = await makePeer(name, folder, questions[0]!.vector.length);
  const before = residentBytes();
  const buildSeconds = await build(peer, folder);
  const residentMB = Math.round((residentBytes() - before) / 1e6);
  const measurement: Measurement = { buildSeconds, residentMB, ...(await ask(peer, questions, budgetSeconds)) };
  console.log(JSON.stringify(measurement));
}

async function build(peer: Peer, folder: string): Promise<number> {
  let spent = 0;
  const clock = async (work: () => void | Promise<void>): Promise<void> => {
    const started = cpuSeconds();
    await work();
    spent += cpuSeconds() - started;
  };
  for await (const batch of readPassageBatches(folder)) await clock(() => peer.add(batch));
  await clock(() => peer.finish());
  return rounded(spent);
}

/** The first round also compiles the code; it stops where the time allowed is over, and later rounds take the same questions. */
async function ask(peer: Peer, questions: readonly PeerQuestion[], budgetSeconds: number): Promise<Pick<Measurement, "milliseconds" | "rounds" | "ranked">> {
  const times = new BestTimes();
  const ranked: number[][] = [];
  const deadline = performance.now() + budgetSeconds * 1000;
  const late = (): boolean => performance.now() > deadline;
  for (const [i, question] of questions.entries()) {
    if (i >= FEWEST_QUESTIONS && late()) break;
    ranked.push(await timed(peer, question, i, times));
  }
  let rounds = 1;
  for (; rounds < ROUNDS && !late(); rounds++) {
    for (let i = 0; i < ranked.length && !late(); i++) await timed(peer, questions[i]!, i, times);
  }
  return { milliseconds: times.values.map(rounded), rounds, ranked };
}

async function timed(peer: Peer, question: PeerQuestion, i: number, times: BestTimes): Promise<number[]> {
  const watch = new Stopwatch();
  const found = peer.search(question);
  // Whoever answers at once must not pay for a promise.
  const passages = Array.isArray(found) ? found : await found;
  times.note(i, watch.milliseconds());
  return passages;
}

const [name, folder, budget] = process.argv.slice(2);
await main(name as PeerName, folder!, Number(budget));
