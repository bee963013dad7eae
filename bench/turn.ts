import { parseArgs } from "node:util";
import { Assistant } from "../server/chat/assistant.js";
import { Engine } from "../server/chat/engine.js";
import { readConfig } from "../server/config.js";
import { Metrics } from "../server/plugins/metrics.js";
import { Store } from "../server/store/store.js";
import { quantile } from "./statistics.js";

/** Time of a turn in extractive mode, over the questions that the corpus itself holds (asked-as), each asked once. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { turns: { type: "string", default: "2000" }, json: { type: "boolean", default: false } } });
  const wanted = Number(values.turns);
  const started = performance.now();
  const engine = Engine.open(readConfig());
  const openMs = performance.now() - started;
  const assistant = new Assistant(engine, new Store(":memory:"), new Metrics());
  const questions = engine.snapshot.passages.flatMap((passage) => passage.askedAs);
  const step = Math.max(1, Math.floor(questions.length / wanted));
  const picked = questions.filter((_, i) => i % step === 0).slice(0, wanted);
  const total: number[] = [];
  const retrieve: number[] = [];
  for (const question of picked) {
    const { timings } = await assistant.answer({ question });
    total.push(timings.totalMs);
    retrieve.push(timings.retrieveMs);
  }
  const report = {
    turns: total.length,
    openSnapshotMs: Math.round(openMs),
    totalMs: percentiles(total),
    retrieveMs: percentiles(retrieve),
    residentMB: Math.round(process.memoryUsage().rss / 1e6),
  };
  console.log(JSON.stringify(report, null, values.json ? 0 : 2));
}

function percentiles(values: readonly number[]): Record<string, number> {
  return { p50: quantile(values, 0.5), p90: quantile(values, 0.9), p99: quantile(values, 0.99), max: quantile(values, 1) };
}

await main();
