import { parseArgs } from "node:util";
import { openSnapshot } from "../../ingest/index.js";
import { TrialIndex } from "../../ingest/staff.js";
import { readConfig } from "../config.js";
import { crossValidate, wins, type Comparison } from "../learning/cross-validation.js";
import { learn, type GroundWithout } from "../learning/learner.js";
import type { ConfirmedPair } from "../learning/pairs.js";
import { seededRandom, shuffled } from "../learning/random.js";
import { askedAsPairs, readPairs, type QuestionPassages } from "../learning/read-pairs.js";
import { fusionFor } from "../retrieval/fusion.js";
import { stampFor, writeLearned } from "../retrieval/learned/learned-file.js";
import { documentsOf, Retriever } from "../retrieval/retrieve.js";
import { Understander } from "../understanding/understand.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";

/** So many pairs teach nearly what ten times as many do, in a minute or two instead of ten; so do three folds (docs/retrieval.md). */
const MOST_PAIRS = 1_000;
const FOLDS = 3;
const LEAST_PAIRS = 50;
const MOST_FOLDS = 20;

const USAGE = `用法：npm run learn -- [--pairs 文件.jsonl] [--cv] [--folds ${FOLDS}] [--most ${MOST_PAIRS}]
从确认过的“问题—条款”学习排序，写在快照旁边；只有在交叉验证中胜出才会使用。
  --pairs FILE  每行一个 {"question": "…", "provisionId": "gz-measures#art_6"}；不给时用语料里的常见问法
  --cv          只打印交叉验证的结果，不写文件
  --folds N     交叉验证分几份（默认 ${FOLDS}）
  --most N      最多用多少个问题，再多就随机取这么多（默认 ${MOST_PAIRS}）`;

/** Pairs -> cross-validation -> a stamped file beside the snapshots. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      pairs: { type: "string" },
      cv: { type: "boolean", default: false },
      folds: { type: "string", default: String(FOLDS) },
      most: { type: "string", default: String(MOST_PAIRS) },
      help: { type: "boolean", default: false },
    },
  });
  const [folds, most] = [Number(values.folds), Number(values.most)];
  if (values.help || !isCount(folds, 2, MOST_FOLDS) || !isCount(most, LEAST_PAIRS, Infinity)) {
    console.log(USAGE);
    return values.help ? 0 : USAGE_ERROR;
  }
  const config = readConfig();
  const snapshot = openSnapshot(config.snapshotDir, config.embedding);
  const all = values.pairs === undefined ? askedAsPairs(snapshot) : readPairs(values.pairs, snapshot);
  const questions = shuffled(all, seededRandom(5)).slice(0, most);
  if (questions.length < all.length) console.log(`${all.length} 个问题中随机取 ${questions.length} 个。`);
  if (questions.length < LEAST_PAIRS) {
    console.error(`只有 ${questions.length} 个问题，少于 ${LEAST_PAIRS} 个，学不出可靠的排序。`);
    return 1;
  }
  const pairs = await toPairs(questions, new Retriever(snapshot), new Understander(snapshot));
  const groundWithout = trialGround(snapshot);
  const comparison = await crossValidate(pairs, groundWithout, folds, (done) => console.error(`  交叉验证 ${done}/${folds}`));
  console.log(describe(comparison));
  if (values.cv) return 0;
  const { before, after } = comparison;
  const figures = { pairs: pairs.length, before: figuresOf(before), after: figuresOf(after), used: wins(comparison) };
  const path = writeLearned(config.snapshotDir, await learn(pairs, groundWithout), stampFor(snapshot, figures));
  console.log(`已写入 ${path}，${figures.used ? "胜出，重启服务后使用" : "没有胜出，不会使用"}。`);
  return 0;
}

function isCount(value: number, least: number, most: number): boolean {
  return (Number.isInteger(value) || value === Infinity) && value >= least && value <= most;
}

async function toPairs(questions: readonly QuestionPassages[], retriever: Retriever, understander: Understander): Promise<ConfirmedPair[]> {
  const pairs: ConfirmedPair[] = [];
  for (const { question, passages } of questions) {
    const { terms, vector } = await retriever.queryFor(understander.understand(question, [], {}));
    if (vector && passages.length > 0) pairs.push({ question, terms, vector, passages });
  }
  return pairs;
}

/** The snapshot without the asked-as questions that are held out. Vectors that come from a service stay as they are. */
function trialGround(snapshot: ReturnType<typeof openSnapshot>): GroundWithout {
  const { passages, tokenizer, embedder, vectors } = snapshot;
  const trial = new TrialIndex(passages, tokenizer);
  const fixed = { groups: documentsOf(snapshot), settings: fusionFor(passages.length, embedder.kind) };
  return async (heldOut) => {
    const questions = new Set(heldOut.map(({ question }) => question));
    const isHeldOut = ({ askedAs }: (typeof passages)[number], place: number): boolean => questions.has(askedAs[place]!);
    return {
      ...fixed,
      lexical: trial.lexicalWithout(isHeldOut),
      vectors: embedder.kind === "sif" ? await trial.vectorsWithout(embedder, isHeldOut) : vectors,
    };
  };
}

function figuresOf(metrics: Comparison["before"]): { recall: number; rank: number } {
  return { recall: metrics["R@10"], rank: metrics["MRR@10"] };
}

function describe({ questions, before, after }: Comparison): string {
  const names = Object.keys(before) as (keyof Comparison["before"])[];
  const row = (name: string, metrics: Comparison["before"]): string => `  ${name}　${names.map((key) => `${key} ${metrics[key].toFixed(3)}`).join("　")}`;
  return [`${questions} 个问题，每个都由不含它的那部分学得的排序来排：`, row("原来", before), row("学后", after)].join("\n");
}

runCommand(main, USAGE);
