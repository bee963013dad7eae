import { learn, learnedSearch, type GroundWithout, type LearningGround } from "./learner.js";
import { HybridSearch } from "../retrieval/hybrid-search.js";
import type { ConfirmedPair } from "./pairs.js";
import { seededRandom, shuffled } from "./random.js";
import { measure, type RankingMetrics } from "./ranking-metrics.js";

/** How the pairs' questions are answered without and with what the other pairs teach. */
export interface Comparison {
  questions: number;
  before: RankingMetrics;
  after: RankingMetrics;
}

interface Run {
  ranked: string[];
  gold: Set<string>;
}

const DEPTH = 100;

/**
 * Every question ranked once by what was learned without its fold: adapter, translation, neighbours and weights.
 * @param onFold told after each fold
 */
export async function crossValidate(pairs: readonly ConfirmedPair[], groundWithout: GroundWithout, folds: number, onFold: (done: number) => void = () => undefined): Promise<Comparison> {
  const order = shuffled(pairs, seededRandom(1));
  const before: Run[] = [];
  const after: Run[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const heldOut = order.filter((_, i) => i % folds === fold);
    const taught = order.filter((_, i) => i % folds !== fold);
    const model = await learn(taught, (alsoOut) => groundWithout([...heldOut, ...alsoOut]));
    const ground = await groundWithout(heldOut);
    before.push(...runs(heldOut, plainSearch(ground)));
    after.push(...runs(heldOut, learnedSearch(model, ground)));
    onFold(fold + 1);
  }
  return { questions: pairs.length, before: measure(before), after: measure(after) };
}

/** What counts as won: neither measure falls, and one of them rises by this much. */
const LEAST_GAIN = 0.01;

export function wins({ before, after }: Comparison): boolean {
  const gains = [after["R@10"] - before["R@10"], after["MRR@10"] - before["MRR@10"]];
  return Math.min(...gains) >= 0 && Math.max(...gains) >= LEAST_GAIN;
}

function plainSearch({ lexical, vectors, settings, groups }: LearningGround): HybridSearch {
  return new HybridSearch(lexical, vectors, settings, groups);
}

function runs(pairs: readonly ConfirmedPair[], search: HybridSearch): Run[] {
  return pairs.map((pair) => ({
    ranked: search.search(pair).slice(0, DEPTH).map(({ passage }) => String(passage)),
    gold: new Set(pair.passages.map(String)),
  }));
}
