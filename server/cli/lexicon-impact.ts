import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSnapshot, type Snapshot, type SynonymEntry } from "../../ingest/index.js";
import { readSynonyms } from "../../ingest/staff.js";
import { readConfig } from "../config.js";
import { AppError } from "../errors.js";
import { differenceOf, LexiconComparison, TOP, withoutEntry, type ChangedQuestion, type LexiconDifference, type LexiconImpact, type Move } from "../staff/lexicon-impact.js";
import { readQuestionFile } from "../staff/question-file.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";

const USAGE = `用法：npm run lexicon:impact -- [选项]
比较两份词汇对照（synonyms.yaml）查到的条款有什么不同。
  （不写）          快照里的 → 语料里现在的
  --against FILE    FILE 里的 → 语料里现在的
  --entry 说法      语料里现在的 → 去掉这个说法所在的条目
  --questions FILE  另用一个题目文件（每行一个含 question 或 turns 的 JSON，或一行文字）
  --limit N         最多列出多少题（默认 50）
  --json            全部结果以 JSON 输出
  --corpus DIR      语料文件夹（默认取 CORPUS_DIR，未设置时为 corpus）`;

/** The lexicons that are compared, and what people call them. */
interface Compared {
  before: readonly SynonymEntry[];
  after: readonly SynonymEntry[];
  title: string;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      against: { type: "string" },
      entry: { type: "string" },
      questions: { type: "string" },
      limit: { type: "string", default: "50" },
      json: { type: "boolean", default: false },
      corpus: { type: "string", default: readConfig().corpusDir },
    },
  });
  if ((values.against !== undefined && values.entry !== undefined) || !/^\d+$/.test(values.limit)) {
    console.error(USAGE);
    return USAGE_ERROR;
  }
  const conversations = values.questions === undefined ? null : readQuestionFile(values.questions);
  const { snapshotDir, embedding } = readConfig();
  const snapshot = openSnapshot(snapshotDir, embedding);
  const compared = lexiconsOf(values, snapshot);
  const difference = differenceOf(compared.before, compared.after);
  const comparison = new LexiconComparison(snapshot, compared.before, compared.after);
  const differs = difference.added.length + difference.removed.length > 0;
  const askedAs = differs ? await comparison.overAskedAs() : null;
  const questions = differs && conversations ? await comparison.overQuestions(conversations) : null;
  if (values.json) console.log(JSON.stringify({ snapshot: snapshot.manifest.id, compared: compared.title, ...difference, askedAs, questions }, null, 2));
  else console.log(describe(compared.title, difference, askedAs, questions, Number(values.limit)));
  return 0;
}

function lexiconsOf({ against, entry, corpus }: { against?: string; entry?: string; corpus: string }, snapshot: Snapshot): Compared {
  const file = join(corpus, "lexicon/synonyms.yaml");
  const now = readSynonyms(file, "lexicon/synonyms.yaml");
  if (entry !== undefined) {
    const after = withoutEntry(now, entry);
    if (after.length === now.length) throw new AppError("unknown_entry", 404, `词汇对照里没有「${entry}」这个说法。`);
    return { before: now, after, title: `现在的词汇对照 → 去掉「${entry}」所在的条目` };
  }
  if (against !== undefined) return { before: readSynonyms(against, against), after: now, title: `${against} → ${file}` };
  return { before: snapshot.lexicon.synonyms, after: now, title: `快照 ${snapshot.manifest.id} → ${file}` };
}

function describe(title: string, { added, removed }: LexiconDifference, askedAs: LexiconImpact | null, questions: LexiconImpact | null, limit: number): string {
  if (askedAs === null) return `${title}\n两份词汇对照没有不同。`;
  return [
    title,
    `新增 ${added.length} 条，删去 ${removed.length} 条（改动过的算删去又新增）：`,
    ...added.map((entry) => `  ＋ ${describeEntry(entry)}`),
    ...removed.map((entry) => `  － ${describeEntry(entry)}`),
    "",
    ...describeImpact("常见问法（每题都从索引里去掉自己再问）", askedAs, limit),
    describeRight(askedAs),
    ...(questions ? ["", ...describeImpact("题目文件", questions, limit)] : []),
  ].join("\n");
}

function describeEntry({ say, mean, weight }: SynonymEntry): string {
  return `${say.join("、")} → ${mean.join("、")}（${weight}）`;
}

function describeImpact(name: string, { questions, touched, changed }: LexiconImpact, limit: number): string[] {
  const listed = [...changed].sort((a, b) => gain(a) - gain(b)).slice(0, limit);
  return [
    `${name} ${questions} 题，用到这些说法的 ${touched} 题，前 ${TOP} 位或应答条款的位次有变化的 ${changed.length} 题：`,
    ...listed.flatMap(({ question, moves, right }) => [
      `  ${question}${right ? `　应答条款 ${right.provisionId}：${place(right.before)} → ${place(right.after)}` : ""}`,
      ...moves.map((move) => `    ${describeMove(move)}`),
    ]),
    ...(changed.length > limit ? [`  其余 ${changed.length - limit} 题未列出，可用 --limit 或 --json 查看。`] : []),
  ];
}

/** Places that the right provision gains; losses come first in the list. */
function gain({ right }: ChangedQuestion): number {
  return right ? (right.before ?? Infinity) - (right.after ?? Infinity) || 0 : 0;
}

function describeMove({ provisionId, label, before, after }: Move): string {
  const what = before === null ? "进入" : after === null ? "离开" : after < before ? "上升" : "下降";
  return `${what}　${label}（${provisionId}）${place(before)} → ${place(after)}`;
}

function place(rank: number | null): string {
  return rank === null ? `不在前列` : `第 ${rank} 位`;
}

function describeRight({ right: { rises, falls, enters, leaves } }: LexiconImpact): string {
  const signed = (count: number): string => (count > 0 ? `+${count}` : String(count));
  return `应答条款上升 ${rises} 题，下降 ${falls} 题（净 ${signed(rises - falls)}）；进入前 ${TOP} 位 ${enters} 题，离开 ${leaves} 题（净 ${signed(enters - leaves)}）。`;
}

runCommand(main, USAGE);
