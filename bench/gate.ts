import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { heldOutFolds } from "../ingest/staff.js";
import { Engine } from "../server/chat/engine.js";
import { LeftOpenQuestions } from "../server/chat/gate/left-open-questions.js";
import { TOPIC_MODEL, topicFeatures, topicScore, type TopicFeatures } from "../server/chat/gate/on-topic.js";
import { today } from "../server/clock.js";
import { readConfig } from "../server/config.js";
import { Retriever } from "../server/retrieval/retrieve.js";
import { readQuestionSet } from "./eval/question-set.js";
import { readJsonLines } from "./json-lines.js";
import { mean } from "./statistics.js";

const USAGE = "用法：npm run bench:gate -- --off-topic 别的领域的问题.jsonl [--questions 题库.jsonl] [--folds 5]";
/** One in so many folds of asked-as questions is used. */
const EVERY_FOLD = 8;
/** Share of the held-out questions that the model may refuse: they are clipped and name no place, so real questions fare better (topic/check.jsonl). */
const REFUSED_SHARE = 0.1;
const RIDGE = 1e-3;
const STEPS = 1500;
const RATE = 0.5;

const offTopicSchema = z.object({ text: z.string() });
/** Questions written for this by eyes that saw the documents only: about them, of everyday life, of other matters of government and business. */
const writtenSchema = z.object({ text: z.string(), kind: z.enum(["on", "off", "near"]) });
type Written = z.infer<typeof writtenSchema>;
const written = (name: "fit" | "check"): Written[] => readJsonLines(join(import.meta.dirname, "topic", `${name}.jsonl`), writtenSchema);

interface Model {
  weights: TopicFeatures;
  bias: number;
}
type Row = TopicFeatures;
const NAMES = Object.keys(TOPIC_MODEL.weights) as (keyof TopicFeatures)[];

/** Fits the gate's model of whether a question is about the collection, and tells what it refuses, by cross-validation. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { "off-topic": { type: "string" }, questions: { type: "string", multiple: true, default: [] }, folds: { type: "string", default: "5" } } });
  if (!values["off-topic"]) throw new Error(USAGE);
  const engine = Engine.open(readConfig());
  const on = await heldOut(engine);
  const off = await describe(engine, readJsonLines(values["off-topic"], offTopicSchema).map(({ text }) => text));
  const ownOf = async (wanted: boolean): Promise<Row[]> => describe(engine, written("fit").filter(({ kind }) => (kind === "on") === wanted).map(({ text }) => text));
  const own = { on: await ownOf(true), off: await ownOf(false) };
  const folds = Number(values.folds);
  const refused = { on: 0, off: 0 };
  for (let fold = 0; fold < folds; fold++) {
    const inFold = (_: Row, i: number): boolean => i % folds === fold;
    const others = (row: Row, i: number): boolean => !inFold(row, i);
    const model = fit({ on: [on.filter(others), own.on], off: [off.filter(others), own.off] });
    refused.on += count(on.filter(inFold), model);
    refused.off += count(off.filter(inFold), model);
  }
  console.log(`交叉验证 ${folds} 折：误拒留出的问法 ${percent(refused.on / on.length)}（${on.length}），拒绝别的领域的问题 ${percent(refused.off / off.length)}（${off.length}）`);
  const model = fit({ on: [on, own.on], off: [off, own.off] });
  console.log("全部数据得出的模型：", JSON.stringify(model, (_, value: unknown) => (typeof value === "number" ? Number(value.toFixed(3)) : value)));
  console.log("正在用的模型：误拒", percent(count(on, TOPIC_MODEL) / on.length), "拒绝", percent(count(off, TOPIC_MODEL) / off.length));
  for (const kind of writtenSchema.shape.kind.options) {
    const rows = await describe(engine, written("check").filter((one) => one.kind === kind).map(({ text }) => text));
    console.log(`bench/topic/check.jsonl ${kind} ${rows.length} 题：正在用的模型拒绝 ${count(rows, TOPIC_MODEL)}，新得出的 ${count(rows, model)}`);
  }
  for (const file of values.questions) {
    const cases = readQuestionSet(file).filter(({ turns }) => turns.length === 1);
    for (const refuse of [false, true]) {
      const rows = await describe(engine, cases.filter((one) => one.refuse === refuse).map(({ turns }) => turns[0]!));
      console.log(`${file} ${refuse ? "应拒" : "应答"} ${rows.length} 题：正在用的模型拒绝 ${count(rows, TOPIC_MODEL)}，新得出的 ${count(rows, model)}`);
    }
  }
}

/** Asked-as questions as if nobody had written them down yet. */
async function heldOut(engine: Engine): Promise<Row[]> {
  const { snapshot } = engine;
  const rows: Row[] = [];
  let place = -1;
  for (const { lexical, questions } of heldOutFolds(snapshot.passages, snapshot.tokenizer)) {
    place++;
    if (place % EVERY_FOLD !== 0) continue;
    const passages = snapshot.passages.map((passage) => ({ ...passage, askedAs: passage.askedAs.filter((_, i) => i !== place) }));
    const without = { ...snapshot, lexical, passages };
    rows.push(...(await describe({ snapshot: without, understander: engine.understander, retriever: new Retriever(without), leftOpen: new LeftOpenQuestions(without) }, questions.map(({ question }) => question))));
  }
  return rows;
}

async function describe({ snapshot, understander, retriever, leftOpen }: Pick<Engine, "snapshot" | "understander" | "retriever" | "leftOpen">, questions: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const question of questions) {
    const understanding = understander.understand(question, [], {});
    rows.push(topicFeatures({ understanding, retrieved: await retriever.retrieve(understanding, today()), snapshot, leftOpen }));
  }
  return rows;
}

/**
 * Logistic regression by gradient descent, both classes counting the same, and every group of a class; the bias is then set by
 * REFUSED_SHARE of the first group of `on`.
 */
function fit({ on, off }: { on: readonly (readonly Row[])[]; off: readonly (readonly Row[])[] }): Model {
  const groups = [...on.map((rows) => ({ rows, isOn: 1, share: 0.5 / on.length })), ...off.map((rows) => ({ rows, isOn: 0, share: 0.5 / off.length }))];
  const examples = groups.flatMap(({ rows, isOn, share }) => rows.map((row) => ({ row, isOn, weight: share / rows.length })));
  const rows = examples.map(({ row }) => row);
  const scale = NAMES.map((name) => Math.sqrt(variance(rows.map((row) => row[name]))) || 1);
  const centre = NAMES.map((name) => mean(rows.map((row) => row[name])));
  const weights = new Float64Array(NAMES.length);
  let bias = 0;
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(NAMES.length);
    let biasGradient = 0;
    for (const { row, isOn, weight } of examples) {
      const x = NAMES.map((name, n) => (row[name] - centre[n]!) / scale[n]!);
      const z = x.reduce((sum, value, n) => sum + value * weights[n]!, bias);
      const error = (1 / (1 + Math.exp(-z)) - isOn) * weight;
      x.forEach((value, n) => (gradient[n]! += error * value));
      biasGradient += error;
    }
    weights.forEach((weight, n) => (weights[n] = weight - RATE * (gradient[n]! + RIDGE * weight)));
    bias -= RATE * biasGradient;
  }
  const plain = Object.fromEntries(NAMES.map((name, n) => [name, weights[n]! / scale[n]!])) as unknown as TopicFeatures;
  const scores = on[0]!.map((row) => topicScore(row, { weights: plain, bias: 0 })).sort((a, b) => a - b);
  return { weights: plain, bias: -scores[Math.floor(scores.length * REFUSED_SHARE)]! };
}

const count = (rows: readonly Row[], model: Model): number => rows.filter((row) => topicScore(row, model) < 0).length;
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
