import { parseArgs } from "node:util";
import { Engine } from "../server/chat/engine.js";
import { today } from "../server/clock.js";
import { runCommand } from "../server/cli/run-command.js";
import { readConfig } from "../server/config.js";
import { describeComparison, readRunReport } from "./eval/compare.js";
import { missedFloors, readFloors } from "./eval/floors.js";
import { spreadOverFolds } from "./eval/folds.js";
import { perfectModel } from "./eval/perfect-model.js";
import { readQuestionSet, type QuestionCase } from "./eval/question-set.js";
import { hitsByGroup } from "./eval/hits.js";
import { describeFailure, hitsTable, spreadTable, summaryTable } from "./eval/report.js";
import { runSet, type CaseResult } from "./eval/run.js";
import { summariseGroups } from "./eval/summary.js";
import { StreamingModel } from "../test/support/streaming-model.js";
import { writingAt } from "../test/support/written.js";

const USAGE = "用法：npm run eval -- [--json] [--failures] [--compare 上次的.json] [--floors 底线.json] [--folds 5] [--as-of 2026-01-15] [--perfect-model] FILE.jsonl";

interface Options {
  file: string;
  json: boolean;
  failures: boolean;
  compare?: string;
  floors?: string;
  folds: number;
  asOf: string;
  perfectModel: boolean;
}

/** Scores a question set against the current snapshot. Exit code 1 where a floor is missed, 2 where the call is wrong. */
async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  // Read before the questions are asked: a mistake in a file is told at once.
  const questions = readQuestionSet(options.file);
  const earlier = options.compare === undefined ? null : readRunReport(options.compare);
  const floors = options.floors === undefined ? {} : readFloors(options.floors);

  const engine = Engine.open(readConfig());
  engine.retriever.onDegraded((_service, error) => error && console.error(`提示：${error.message}，得分里缺了它的作用。`));
  const results = await ask(engine, questions, options);
  const scores = results.map((result) => result.score);
  const hits = hitsByGroup(results, engine.snapshot.documents);
  const report = { snapshot: engine.snapshot.manifest.id, groups: summariseGroups(scores), hits, cases: scores };
  const missed = missedFloors(report.groups, floors);

  if (options.json) console.log(JSON.stringify(report, null, 2));
  const told = [
    ...(options.json ? [] : [summaryTable(report.groups), hitsTable(hits)]),
    ...(options.folds > 1 ? [spreadTable(spreadOverFolds(scores, options.folds), options.folds)] : []),
    ...(earlier ? [describeComparison(earlier, report)] : []),
    ...(options.failures ? results.filter(({ score }) => !score.right).map(describeFailure) : []),
    ...(options.floors === undefined ? [] : [missed.length === 0 ? "底线全部达到。" : `未达到底线：\n${missed.join("\n")}`]),
  ];
  // Beside --json, what is for people goes to the other stream.
  for (const text of told) (options.json ? console.error : console.log)(`${text}\n`);
  return missed.length === 0 ? 0 : 1;
}

/** Without a model, or each answer retold by one at a local endpoint that knows what is needed. */
async function ask(engine: Engine, questions: readonly QuestionCase[], { asOf, perfectModel: perfect }: Options): Promise<CaseResult[]> {
  if (!perfect) return runSet(engine, questions, asOf);
  const model = await StreamingModel.start(perfectModel(questions));
  const results = await runSet(engine, questions, asOf, writingAt(model.baseUrl));
  await model.close();
  const count = (holds: (result: CaseResult) => boolean): number => results.filter(holds).length;
  const fallbacks = results.flatMap(({ answer }) => answer.written?.fallback ?? []);
  console.error(`模型写的 ${count(({ answer }) => answer.mode === "model")}，退回原文的 ${fallbacks.length}（${[...new Set(fallbacks)].join("；")}），没有问模型的 ${count(({ answer }) => !answer.written)}。`);
  return results;
}

function readOptions(): Options | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      failures: { type: "boolean", default: false },
      compare: { type: "string" },
      floors: { type: "string" },
      folds: { type: "string", default: "1" },
      "as-of": { type: "string" },
      "perfect-model": { type: "boolean", default: false },
    },
  });
  const { json, failures, compare, floors } = values;
  const folds = Number(values.folds);
  const asOf = values["as-of"] ?? today();
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || !Number.isInteger(folds) || folds < 1 || !/^\d{4}-\d\d-\d\d$/.test(asOf)) return null;
  return { file, json, failures, compare, floors, folds, asOf, perfectModel: values["perfect-model"] };
}

runCommand(main, USAGE);
