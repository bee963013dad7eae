import { createHash } from "node:crypto";
import type { CaseScore } from "./scoring.js";
import { MEASURES, type Measure } from "./measures.js";
import { ALL, setGroup, summarise, type Summary } from "./summary.js";

/** How a measure scatters over folds of a set: what a difference between two runs must exceed to mean something. */
export interface Spread {
  group: string;
  measure: Measure;
  mean: number;
  deviation: number;
  least: number;
  most: number;
}

const SPREAD_MEASURES: readonly (keyof Summary)[] = ["right", "evidence", "facts", "refusedRightly", "refusedWrongly"];

/** Which of `count` folds a case belongs to, by its id alone: the same for every run and every set. */
export function foldOf(id: string, count: number): number {
  return createHash("sha256").update(id).digest().readUInt32BE(0) % count;
}

/** Mean, standard deviation and range of the main measures over the folds, for all cases and each of the set's groups. */
export function spreadOverFolds(scores: readonly CaseScore[], count: number): Spread[] {
  const groups = new Map<string, CaseScore[]>([[ALL, [...scores]]]);
  for (const score of scores) groups.set(setGroup(score), [...(groups.get(setGroup(score)) ?? []), score]);
  return [...groups].flatMap(([group, members]) => {
    const folds = Array.from({ length: count }, (_, fold) => members.filter(({ id }) => foldOf(id, count) === fold)).filter((fold) => fold.length > 0);
    const summaries = folds.map(summarise);
    return SPREAD_MEASURES.map((key) => spreadOf(group, MEASURES.find((measure) => measure.key === key)!, summaries));
  });
}

function spreadOf(group: string, measure: Measure, summaries: readonly Summary[]): Spread {
  const values = summaries.map((summary) => summary[measure.key]);
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / Math.max(1, values.length - 1);
  return { group, measure, mean: average, deviation: Math.sqrt(variance), least: Math.min(...values), most: Math.max(...values) };
}
