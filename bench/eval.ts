import { parseArgs } from "node:util";
import { SnapshotError } from "../ingest/index.js";
import { Assistant } from "../server/chat/assistant.js";
import { Engine } from "../server/chat/engine.js";
import { readConfig } from "../server/config.js";
import { Metrics } from "../server/plugins/metrics.js";
import type { Answer } from "../server/schemas/objects.js";
import { Store } from "../server/store/store.js";
import { readQuestionSet, type QuestionCase } from "./question-set.js";
import { scoreCase, summarise, type CaseScore, type Summary } from "./scoring.js";

const USAGE = "用法：npm run eval -- [--json] [--failures] FILE.jsonl";

/** Scores a question set against the current snapshot. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, failures: { type: "boolean", default: false } },
  });
  if (positionals.length !== 1) {
    console.error(USAGE);
    return 2;
  }
  const engine = Engine.open(readConfig());
  engine.retriever.onDegraded((_service, error) => error && console.error(`提示：${error.message}，得分里缺了它的作用。`));
  const assistant = new Assistant(engine, new Store(":memory:"), new Metrics());
  const results: { question: QuestionCase; answer: Answer; score: CaseScore }[] = [];
  for (const question of readQuestionSet(positionals[0]!)) {
    const answer = await lastAnswer(assistant, question.turns);
    results.push({ question, answer, score: scoreCase(question, answer, (id) => engine.snapshot.documents.get(id)?.text) });
  }
  const scores = results.map((result) => result.score);
  const groups = groupSummaries(scores);
  if (values.json) console.log(JSON.stringify({ snapshot: engine.snapshot.manifest.id, groups, cases: scores }, null, 2));
  else console.log(table(groups));
  if (values.failures) for (const { question, answer, score } of results) if (!score.right) console.log(describeFailure(question, answer, score));
  return 0;
}

async function lastAnswer(assistant: Assistant, turns: readonly string[]): Promise<Answer> {
  let conversationId: string | undefined;
  let answer: Answer | null = null;
  for (const question of turns) {
    answer = await assistant.answer({ question, conversationId });
    conversationId = answer.conversationId;
  }
  return answer!;
}

/** All cases, then by the set's own groups (the letter before the id's dash), then by type. */
function groupSummaries(scores: readonly CaseScore[]): Record<string, Summary> {
  const groups: Record<string, Summary> = { 全部: summarise(scores) };
  for (const key of unique(scores.map((score) => `${score.id.split("-")[0]!}-`))) {
    groups[key] = summarise(scores.filter((score) => score.id.startsWith(key)));
  }
  for (const type of unique(scores.map((score) => score.type))) groups[type] = summarise(scores.filter((score) => score.type === type));
  return groups;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function table(groups: Record<string, Summary>): string {
  const percent = (value: number): string => `${(100 * value).toFixed(1)}%`.padStart(7);
  const rows = Object.entries(groups).map(([name, s]) =>
    [
      name.padEnd(12),
      String(s.cases).padStart(4),
      percent(s.right),
      percent(s.evidence),
      percent(s.facts),
      `${percent(s.refusedRightly)}/${String(s.toRefuse).padEnd(2)}`,
      percent(s.refusedWrongly),
      percent(s.draftsTold),
      String(s.brokenCitations).padStart(4),
      String(s.forbidden).padStart(4),
      String(s.medianLength).padStart(5),
      s.p99Ms.toFixed(1).padStart(6),
    ].join("  "),
  );
  return ["组 / 题数 / 全对 / 依据 / 要点 / 该拒已拒 / 误拒 / 草案已提示 / 坏引文 / 禁用语 / 长度中位 / p99毫秒", ...rows].join("\n");
}

function describeFailure(question: QuestionCase, answer: Answer, score: CaseScore): string {
  return [
    `\n${question.id} ${question.type} ${question.refuse ? "应拒答" : ""} 依据 ${score.evidence.toFixed(2)} 要点 ${score.facts.toFixed(2)} ${score.outcome}`,
    `  问：${question.turns.join(" ⏎ ")}`,
    `  答：${answer.answer.slice(0, 200).replace(/\n/g, " ")}`,
    `  引：${answer.citations.map((citation) => `${citation.documentId} ${citation.label}`).join("；")}`,
  ].join("\n");
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    console.error(error instanceof SnapshotError ? error.message : error);
    process.exitCode = 1;
  });
