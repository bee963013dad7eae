import type { FactDefinition } from "../../ingest/index.js";
import type { Situation } from "./expression.js";
import type { FactValue } from "./facts.js";
import { judge, type Judgement } from "./judge.js";

/**
 * The fact to ask for next: the one whose answer, whichever it is, most probably decides the whole; of those alike the one
 * that decides most conditions, then the one that the rule set names first. Null where the whole is decided, or nothing that
 * is left to ask for can decide it. A fact that no longer matters, and a part of a self-assessment, is never asked for.
 * @param declined facts that were asked for and are not known
 */
export function nextQuestion(judgement: Judgement, declined: readonly string[] = []): FactDefinition | null {
  if (judgement.verdict !== "need_more_info") return null;
  const open = new Set(judgement.conditions.filter(({ counts }) => counts).flatMap((condition) => condition.open));
  const candidates = judgement.rules.facts.filter(({ id }) => open.has(id) && !declined.includes(id));
  const before = undecided(judgement);
  let best: { fact: FactDefinition; power: Power } | null = null;
  for (const fact of candidates) {
    const power = powerOf(fact, judgement, before);
    if (best === null || isGreater(power, best.power)) best = { fact, power };
  }
  return best?.fact ?? null;
}

/** What the answers to a question decide on average: the whole (0 to 1), and conditions. */
interface Power {
  whole: number;
  conditions: number;
}

function powerOf(fact: FactDefinition, { rules, facts, asOf }: Situation, before: number): Power {
  const after = answersTo(fact).map((answer) => judge({ rules, asOf, facts: { ...facts, [fact.id]: answer } }));
  const mean = (of: (judgement: Judgement) => number): number => after.reduce((sum, judgement) => sum + of(judgement), 0) / after.length;
  return { whole: mean(({ verdict }) => (verdict === "need_more_info" ? 0 : 1)), conditions: mean((judgement) => before - undecided(judgement)) };
}

function isGreater(a: Power, b: Power): boolean {
  return a.whole === b.whole ? a.conditions > b.conditions : a.whole > b.whole;
}

function undecided({ conditions }: Judgement): number {
  return conditions.filter(({ counts, verdict }) => counts && verdict === "unknown").length;
}

/** The answers that a question may have, each as likely as the others. */
function answersTo(fact: FactDefinition): FactValue[] {
  if (fact.type === "choice") return fact.choices.map(({ value }) => value);
  if (fact.type === "choices") return fact.choices.map(({ value }) => [value]);
  if (fact.type === "number") return [fact.least];
  return fact.type === "incidents" ? [[]] : [true, false];
}
