import { parseArgs } from "node:util";
import { Engine } from "../server/chat/engine.js";
import { readConfig } from "../server/config.js";
import { says, StreamingModel } from "../test/support/streaming-model.js";
import { faithful, shownIn, writingAt, writtenTurn } from "../test/support/written.js";
import { quantile } from "./statistics.js";

/**
 * What the agent layer and the checks of its sentences cost a turn: with a model at a local endpoint, less the same turn without, less
 * the time in which the endpoint had the request. Each question of the corpus's asked-as that a model is asked counts with its best of three.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { turns: { type: "string", default: "200" } } });
  const engine = Engine.open(readConfig());
  let modelMs = 0;
  const model = await StreamingModel.start(async (response, request, call) => {
    const started = performance.now();
    const ended = new Promise((resolve) => response.once("finish", resolve));
    await says(faithful(shownIn(request.messages[0]!.content ?? "").slice(0, SENTENCES)))(response, request, call);
    await ended;
    modelMs += performance.now() - started;
  });
  const writing = writingAt(model.baseUrl);
  const questions = engine.snapshot.passages.flatMap((passage) => passage.askedAs);
  const step = Math.max(1, Math.floor(questions.length / Number(values.turns)));
  const overheads: number[] = [];
  for (const question of questions.filter((_, i) => i % step === 0)) {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const without = await costOf(() => writtenTurn(question, engine, null));
      modelMs = 0;
      const { ms, result } = await costOf(() => writtenTurn(question, engine, writing));
      if (result.answer.written) rounds.push(ms - modelMs - without.ms);
    }
    if (rounds.length > 0) overheads.push(Math.min(...rounds));
  }
  await model.close();
  const at = (share: number): number => Math.round(10 * quantile(overheads, share)) / 10;
  console.log(JSON.stringify({ turns: overheads.length, overheadMs: { p50: at(0.5), p90: at(0.9), p99: at(0.99) }, bar: { p50: 50 } }, null, 2));
  process.exitCode = at(0.5) < 50 ? 0 : 1;
}

const ROUNDS = 3;
const SENTENCES = 2;

/** By the clock or by the processor, whichever is less: other work on the machine makes the clock run on. */
async function costOf<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: Math.min(performance.now() - started, (user + system) / 1000), result };
}

await main();
