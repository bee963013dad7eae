import { mean, quantile } from "../statistics.js";
import type { CaseScore, Standing } from "./scoring.js";

/** Figures over a group of cases; shares from 0 to 1, times in milliseconds. */
export interface Summary {
  cases: number;
  right: number;
  evidence: number;
  facts: number;
  toRefuse: number;
  refusedRightly: number;
  refusedWrongly: number;
  draftsCited: number;
  draftsTold: number;
  expiredCited: number;
  expiredTold: number;
  backgroundCited: number;
  backgroundTold: number;
  brokenCitations: number;
  forbidden: number;
  /** Characters of an answer outside lists and comparisons. */
  medianLength: number;
  /** Citations of an answer outside lists. */
  mostCitations: number;
  p50Ms: number;
  p99Ms: number;
}

export type Summaries = Record<string, Summary>;

export function summarise(scores: readonly CaseScore[]): Summary {
  const answerable = scores.filter((score) => !score.refuse);
  const toRefuse = scores.filter((score) => score.refuse);
  const answered = scores.filter((score) => score.outcome === "answered" && !score.list);
  const [drafts, expired, background] = (["draft", "expired", "background"] as const).map((standing) => toldOf(scores, standing));
  const times = scores.map((score) => score.totalMs);
  return {
    cases: scores.length,
    right: mean(scores.map((score) => Number(score.right))),
    evidence: mean(answerable.map((score) => score.evidence)),
    facts: mean(answerable.map((score) => score.facts)),
    toRefuse: toRefuse.length,
    refusedRightly: mean(toRefuse.map((score) => Number(score.refusedRightly))),
    refusedWrongly: answerable.length === 0 ? 0 : mean(answerable.map((score) => Number(score.refusedWrongly))),
    draftsCited: drafts!.length,
    draftsTold: mean(drafts!),
    expiredCited: expired!.length,
    expiredTold: mean(expired!),
    backgroundCited: background!.length,
    backgroundTold: mean(background!),
    brokenCitations: scores.reduce((sum, score) => sum + score.brokenCitations, 0),
    forbidden: scores.reduce((sum, score) => sum + score.forbidden.length, 0),
    medianLength: quantile(answered.filter((score) => score.type !== "comparison").map((score) => score.length), 0.5),
    mostCitations: Math.max(0, ...answered.map((score) => score.citations)),
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  };
}

/** 1 for each answer that cites such a document and says so, 0 for each that does not say so. */
function toldOf(scores: readonly CaseScore[], standing: Standing): number[] {
  return scores.flatMap(({ told }) => (told[standing] === null ? [] : Number(told[standing])));
}

/** The name of the group of all cases. */
export const ALL = "全部";

/** All cases; the set's own groups (the id up to its dash); types; personas. */
export function summariseGroups(scores: readonly CaseScore[]): Summaries {
  const groups: Summaries = { [ALL]: summarise(scores) };
  for (const nameOf of [setGroup, (score: CaseScore) => score.type, (score: CaseScore) => score.persona]) {
    for (const name of [...new Set(scores.map(nameOf))].sort()) groups[name] = summarise(scores.filter((score) => nameOf(score) === name));
  }
  return groups;
}

/** p-017 belongs to p-. */
export function setGroup({ id }: { id: string }): string {
  return `${id.split("-")[0]!}-`;
}
