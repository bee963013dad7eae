import type { DeadlineRule, RuleSet } from "../../ingest/index.js";
import type { Facts } from "./facts.js";

/** What comes after recognition, with the dates that can be told. */
export interface Deadline {
  rule: DeadlineRule;
  /** ISO days, or years (2029) where the provision names no day; the next ones, soonest first. Empty where it has no time of its own. */
  dates: string[];
}

const SHOWN = 3;

/**
 * Reviews and reports as dates. A provision that counts every so many years begins to count in the year of recognition; one
 * that names a day is due on it in every such year after.
 * @param asOf ISO day: what lay before it is not told
 */
export function deadlinesFor({ afterwards }: RuleSet, facts: Facts, asOf: string): Deadline[] {
  return afterwards.map((rule) => {
    const year = rule.from === null ? undefined : facts[rule.from];
    return { rule, dates: typeof year === "number" && rule.every !== null ? upcoming(year, rule.every, rule.by, asOf) : [] };
  });
}

function upcoming(year: number, every: number, by: string | null, asOf: string): string[] {
  const dates: string[] = [];
  for (let due = year + every; dates.length < SHOWN; due += every) {
    const date = by === null ? String(due) : `${due}-${by}`;
    if (date >= asOf.slice(0, date.length)) dates.push(date);
  }
  return dates;
}
