import type { Engine } from "../../server/chat/engine.js";
import { Breaker } from "../../server/llm/breaker.js";
import { AgentWriter } from "../../server/llm/open-writer.js";
import { profileSchema } from "../../server/llm/profile.js";
import { StreamingModel, type Script } from "../support/streaming-model.js";
import { shownText, writingWith, writtenTurn } from "../support/written.js";

const QUESTION = "公示几个工作日";
/** The writing's own budget against an endpoint that fails, and what a turn may take beside it on a crowded machine: less than the usual budget. */
export const BUDGET_MS = 600;
const BESIDE_MS = 20_000;
const IMPATIENT = profileSchema.parse({ firstTokenMs: 200, idleMs: 150, totalMs: BUDGET_MS, maxCalls: 3 });
/** For connections that are about to close. */
const CLOSING_MS = 30_000;
const NEVER_OPEN = 1e9;

export interface FaultRuns {
  runs: number;
  /** What was wrong with a run, a line each; none where every turn ended in a whole, proven answer. */
  wrong: string[];
  longestMs: number;
}

/** Runs turns against an endpoint with a fault. The time in which langchain is loaded, once a process, counts for no turn. */
export async function runFault(script: Script, runs: number, engine: Engine, profile = IMPATIENT): Promise<FaultRuns> {
  await import("../../server/llm/agent/agent.js");
  const model = await StreamingModel.start(script);
  const writer = new AgentWriter({ baseUrl: model.baseUrl, model: "faulty", apiKey: null }, profile, new Breaker(undefined, NEVER_OPEN));
  const { answer: quoted } = await writtenTurn(QUESTION, engine, null);
  const result: FaultRuns = { runs, wrong: [], longestMs: 0 };
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const { answer, events } = await writtenTurn(QUESTION, engine, writingWith(writer));
    const ms = performance.now() - started;
    result.longestMs = Math.max(result.longestMs, ms);
    if (ms > BUDGET_MS + BESIDE_MS) result.wrong.push(`took ${Math.round(ms)} ms`);
    if (answer.mode !== "extractive" || answer.answer !== quoted.answer) result.wrong.push(`answered ${answer.answer}`);
    if (!answer.notices.some(({ kind }) => kind === "model_fallback")) result.wrong.push("said nothing of it");
    if (shownText(events) !== answer.answer) result.wrong.push("left text standing that was not the answer");
  }
  for (let waited = 0; model.busy > 0 && waited < CLOSING_MS; waited += 20) await new Promise((resolve) => setTimeout(resolve, 20));
  if (model.busy > 0) result.wrong.push(`${model.busy} connections leaked`);
  await model.close();
  return result;
}
