import { parseArgs } from "node:util";
import { Assistant } from "../server/chat/assistant.js";
import { Engine } from "../server/chat/engine.js";
import { runCommand, USAGE_ERROR } from "../server/cli/run-command.js";
import { today } from "../server/clock.js";
import { readConfig } from "../server/config.js";
import { Metrics } from "../server/plugins/metrics.js";
import { Store } from "../server/store/store.js";
import { readSituations } from "./eligibility/cases.js";
import { scoreSituation, summariseSituations, type SituationScore } from "./eligibility/score.js";

const USAGE = "用法：npm run eval:eligibility -- [--json] [--as-of 2026-01-15] FILE.jsonl";

/** Tells every situation to the assistant as a person would, each in a conversation of its own, and scores what it comes to. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean", default: false }, "as-of": { type: "string" } } });
  const [file] = positionals;
  const asOf = values["as-of"] ?? today();
  if (file === undefined || positionals.length > 1 || !/^\d{4}-\d\d-\d\d$/.test(asOf)) {
    console.error(USAGE);
    return USAGE_ERROR;
  }
  const situations = readSituations(file);
  const store = new Store(":memory:");
  const assistant = new Assistant(Engine.open(readConfig()), store, new Metrics(), () => asOf);
  const scores: SituationScore[] = [];
  for (const situation of situations) scores.push(scoreSituation(situation, await assistant.answer({ question: situation.situation })));
  store.close();
  const summary = summariseSituations(scores);
  if (values.json) console.log(JSON.stringify({ summary, cases: scores }, null, 2));
  else console.log(describe(summary, scores));
  return summary.unsafe === 0 ? 0 : 1;
}

function describe({ cases, right, unsafe, decisiveCited }: ReturnType<typeof summariseSituations>, scores: readonly SituationScore[]): string {
  const wrong = scores.filter((score) => !score.right || score.uncited.length > 0);
  return [
    ...wrong.map(({ id, expected, got, uncited }) => `${id}　应为 ${expected}，得到 ${got}${uncited.length === 0 ? "" : `，没有引用：${uncited.join("；")}`}`),
    `判断正确 ${right}/${cases}，误报可能符合 ${unsafe}，决定性条款引用 ${(100 * decisiveCited).toFixed(1)}%`,
  ].join("\n");
}

runCommand(main, USAGE);
