import { Adam } from "./adam.js";
import { seededRandom, shuffled } from "./random.js";
import { softmax } from "./train-map.js";

/** The candidates of one question: their features and which of them answer it. */
export interface RankingExample {
  /** candidates × features */
  features: readonly Float32Array[];
  gold: readonly boolean[];
}

const EPOCHS = 40;
const RATE = 0.05;
const DECAY = 1e-4;
const BATCH = 16;

/**
 * A linear ranker by listwise softmax (Cao et al. 2007): the weights that put the answering candidates first.
 * @param start weights to begin from; they are what stays where the examples say nothing
 */
export function trainRanker(examples: readonly RankingExample[], start: readonly number[]): Float32Array {
  const weights = Float32Array.from(start);
  const useful = examples.filter(({ gold }) => gold.includes(true));
  const gradient = new Float32Array(weights.length);
  const adam = new Adam(weights, RATE);
  const random = seededRandom(11);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffled(useful, random).forEach((example, i) => {
      addGradient(gradient, weights, example);
      if ((i + 1) % BATCH !== 0 && i + 1 !== useful.length) return;
      for (let f = 0; f < weights.length; f++) gradient[f]! += DECAY * BATCH * (weights[f]! - start[f]!);
      adam.update(gradient);
    });
  }
  return weights;
}

/** Weighted sum of features. */
export function linearScore(weights: ArrayLike<number>, features: ArrayLike<number>): number {
  let sum = 0;
  for (let f = 0; f < weights.length; f++) sum += weights[f]! * features[f]!;
  return sum;
}

function addGradient(gradient: Float32Array, weights: Float32Array, { features, gold }: RankingExample): void {
  const shares = softmax(features.map((row) => linearScore(weights, row)));
  const answers = gold.filter(Boolean).length;
  features.forEach((row, i) => {
    const error = shares[i]! - (gold[i] ? 1 / answers : 0);
    for (let f = 0; f < row.length; f++) gradient[f]! += error * row[f]!;
  });
}
