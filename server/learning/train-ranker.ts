import { FEATURE_NAMES, type FeatureTable, type Weights } from "../retrieval/features.js";
import { Adam } from "./adam.js";
import { seededRandom, shuffled } from "./random.js";
import { softmax } from "./softmax.js";

/** The candidates of one question and which of them answer it. */
export interface RankingExample {
  table: FeatureTable;
  /** Rows of the table. */
  gold: readonly number[];
}

const EPOCHS = 40;
const RATE = 0.05;
const DECAY = 1e-4;
const BATCH = 16;

/**
 * A linear ranker by listwise softmax (Cao et al. 2007): the weights that put the answering candidates first.
 * @param start weights to begin from; what the examples say nothing of stays as it is
 */
export function trainRanker(examples: readonly RankingExample[], start: Weights): Weights {
  const useful = examples.filter(({ gold }) => gold.length > 0);
  const before = Float32Array.from(FEATURE_NAMES, (name) => start[name]);
  const weights = before.slice();
  const gradient = new Float32Array(weights.length);
  const adam = new Adam(weights, RATE);
  const random = seededRandom(11);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffled(useful, random).forEach((example, i) => {
      addGradient(gradient, weights, example);
      if ((i + 1) % BATCH !== 0 && i + 1 !== useful.length) return;
      for (let f = 0; f < weights.length; f++) gradient[f]! += DECAY * BATCH * (weights[f]! - before[f]!);
      adam.update(gradient);
    });
  }
  return Object.fromEntries(FEATURE_NAMES.map((name, f) => [name, weights[f]!])) as Weights;
}

function addGradient(gradient: Float32Array, weights: Float32Array, { table: { columns, passages }, gold }: RankingExample): void {
  const errors = new Float64Array(passages.length);
  FEATURE_NAMES.forEach((name, f) => {
    const weight = weights[f]!;
    const column = columns[name];
    for (let i = 0; i < errors.length; i++) errors[i]! += weight * column[i]!;
  });
  errors.set(softmax(errors));
  for (const row of gold) errors[row]! -= 1 / gold.length;
  FEATURE_NAMES.forEach((name, f) => {
    const column = columns[name];
    let sum = 0;
    for (let i = 0; i < errors.length; i++) sum += errors[i]! * column[i]!;
    gradient[f]! += sum;
  });
}
