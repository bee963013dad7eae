import { factsOf, type Expression, type RuleSet } from "../../ingest/index.js";
import type { FactValue, Facts, Incident } from "./facts.js";
import { happened, lastYears } from "./incidents.js";
import { and, atLeast, not, or, type Truth } from "./kleene.js";

/** What an expression is judged by: the rule set's parts, what is known, and the day. */
export interface Situation {
  rules: RuleSet;
  facts: Facts;
  /** ISO day up to which 近三年 counts. */
  asOf: string;
}

/** An expression in three values. */
export function evaluate(expression: Expression, situation: Situation): Truth {
  const { facts } = situation;
  const values = (of: readonly Expression[]): Truth[] => of.map((one) => evaluate(one, situation));
  if ("all" in expression) return and(values(expression.all));
  if ("any" in expression) return or(values(expression.any));
  if ("not" in expression) return not(evaluate(expression.not, situation));
  if ("atLeast" in expression) return atLeast(expression.atLeast.count, values(expression.atLeast.of));
  if ("yes" in expression) return truthOf(facts[expression.yes]);
  if ("no" in expression) return not(truthOf(facts[expression.no]));
  if ("fact" in expression) return isAmong(facts[expression.fact], expression);
  if ("assess" in expression) return assessed(expression.assess, situation);
  if ("presume" in expression) return truthOf(facts[expression.presume]) ?? (evaluate(expression.when, situation) === true ? true : null);
  return noIncident(expression, situation);
}

function truthOf(value: FactValue | undefined): Truth {
  return typeof value === "boolean" ? value : null;
}

function isAmong(value: FactValue | undefined, { is, open }: Extract<Expression, { fact: string }>): Truth {
  if (value === undefined) return null;
  const values = (Array.isArray(value) ? value : [value]) as unknown[];
  return or(values.map((one) => (open.includes(String(one)) ? null : is.includes(String(one)))));
}

/** The parts of a self-assessment. */
export function partsOf({ facts }: RuleSet, whole: string): string[] {
  return facts.filter((fact) => "of" in fact && fact.of === whole).map(({ id }) => id);
}

/** A part that is lacking fails the whole; else the whole as it was judged, or as all its parts were. */
function assessed(whole: string, { rules, facts }: Situation): Truth {
  const parts = partsOf(rules, whole).map((part) => truthOf(facts[part]));
  if (parts.includes(false)) return false;
  return truthOf(facts[whole]) ?? (parts.length === 0 ? null : and(parts));
}

/** What was told of all incidents decides, unless the list holds one that is clearly of this kind, level and time. */
function noIncident({ noIncident: list, kind, levels, years, told }: Extract<Expression, { noIncident: string }>, { facts, asOf }: Situation): Truth {
  const listed = happened((facts[list] as Incident[] | undefined) ?? [], kind, levels, lastYears(years, asOf));
  if (listed === true) return false;
  return not(truthOf(facts[told]));
}

/**
 * The facts that are not known and may still decide an expression: those below a part that is decided are not among them,
 * nor are parts of a self-assessment.
 */
export function openFacts(expression: Expression, situation: Situation): string[] {
  if (evaluate(expression, situation) !== null) return [];
  const { facts } = situation;
  const below = (of: readonly Expression[]): string[] => of.flatMap((one) => openFacts(one, situation));
  if ("all" in expression) return below(expression.all);
  if ("any" in expression) return below(expression.any);
  if ("not" in expression) return below([expression.not]);
  if ("atLeast" in expression) return below(expression.atLeast.of);
  if ("presume" in expression) return [expression.presume, ...below([expression.when])].filter((fact) => facts[fact] === undefined);
  const asked = "noIncident" in expression ? [expression.told] : factsOf(expression).map(({ fact }) => fact);
  return asked.filter((fact) => facts[fact] === undefined);
}
