import { findDocNumbers, findQuantities } from "../../ingest/index.js";
import type { NamedQuantity, NamedReference } from "./understanding.js";

const AT_LEAST_BEFORE = /(不低于|不少于|不小于|至少|起码|最少|(?<!不)(超过|突破|达到|大于|高于|满))$/;
const AT_MOST_BEFORE = /(不超过|不高于|不大于|不多于|至多|最多|不到|(?<!不)(低于|少于|小于))$/;
const AT_LEAST_AFTER = /^(及?以上|起步|多)/;
const AT_MOST_AFTER = /^(及?以下|以内|之内)/;

/** The figures a question names, each with its kind and with the bound it is said to be. */
export function quantitiesIn(question: string, references: readonly NamedReference[]): NamedQuantity[] {
  const taken = [...references, ...findDocNumbers(question)];
  return findQuantities(question)
    .filter(({ start, end }) => !taken.some((span) => start < span.end && end > span.start))
    .map(({ start, end, kind, canonical }) => ({ said: question.slice(start, end), kind, canonical, bound: boundOf(question.slice(0, start), question.slice(end)) }));
}

function boundOf(before: string, after: string): NamedQuantity["bound"] {
  if (AT_MOST_BEFORE.test(before) || AT_MOST_AFTER.test(after)) return "at_most";
  return AT_LEAST_BEFORE.test(before) || AT_LEAST_AFTER.test(after) ? "at_least" : null;
}

/** Years as four digits. */
export function yearsOf(quantities: readonly NamedQuantity[]): string[] {
  return quantities.flatMap(({ kind, canonical }) => (kind === "year" ? canonical.slice(0, 4) : []));
}
