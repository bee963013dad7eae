import { factsOf, type Condition, type RuleSet } from "../../ingest/index.js";
import { evaluate, openFacts, partsOf, type Situation } from "./expression.js";
import type { Truth } from "./kleene.js";

/** 判断 of one condition. */
export type ConditionVerdict = "met" | "not_met" | "unknown";
/** 判断 of the whole; `eligible_possible` is never a decision. */
export type Verdict = "eligible_possible" | "not_eligible" | "need_more_info" | "not_applicable";

export interface JudgedCondition {
  condition: Condition;
  verdict: ConditionVerdict;
  /** True where it rests on what whoever asks judges himself. */
  selfAssessed: boolean;
  /** False where it is one for others (joint applications): it then decides nothing. */
  counts: boolean;
  /** Facts known that it was judged by. */
  decidedBy: string[];
  /** Facts not known that may decide it. */
  open: string[];
}

export interface Judgement extends Situation {
  verdict: Verdict;
  conditions: JudgedCondition[];
  /** Conditions that count and are not decided, by their titles; empty where the whole is decided. */
  missing: string[];
}

/** Facts + rules + day -> the verdict of every condition and of the whole. The order in which facts came does not matter. */
export function judge(situation: Situation): Judgement {
  const ownJudgement = new Set(situation.rules.facts.filter(({ type }) => type === "self_assessment").map(({ id }) => id));
  const conditions = situation.rules.conditions.map((condition) => judgeCondition(condition, situation, ownJudgement));
  const verdict = wholeVerdict(conditions.filter(({ counts }) => counts));
  const undecided = conditions.filter((one) => one.counts && one.verdict === "unknown");
  return { ...situation, conditions, verdict, missing: verdict === "need_more_info" ? undecided.map(({ condition }) => condition.title) : [] };
}

const VERDICTS = new Map<Truth, ConditionVerdict>([
  [true, "met"],
  [false, "not_met"],
  [null, "unknown"],
]);

function judgeCondition(condition: Condition, situation: Situation, ownJudgement: ReadonlySet<string>): JudgedCondition {
  const { rules, facts } = situation;
  const named = factsOf(condition.when).flatMap(({ fact }) => [fact, ...partsOf(rules, fact)]);
  const decidedBy = [...new Set(named)].filter((fact) => facts[fact] !== undefined);
  return {
    condition,
    verdict: VERDICTS.get(evaluate(condition.when, situation))!,
    selfAssessed: decidedBy.some((fact) => ownJudgement.has(fact)),
    counts: condition.only === null || evaluate(condition.only, situation) === true,
    decidedBy,
    open: [...new Set(openFacts(condition.when, situation))],
  };
}

/** What does not apply comes before what is not met: a rule that is not for a place says nothing of who asks there. */
function wholeVerdict(conditions: readonly JudgedCondition[]): Verdict {
  const failed = conditions.filter(({ verdict }) => verdict === "not_met");
  if (failed.some(({ condition }) => condition.otherwise === "not_applicable")) return "not_applicable";
  if (failed.length > 0) return "not_eligible";
  return conditions.length > 0 && conditions.every(({ verdict }) => verdict === "met") ? "eligible_possible" : "need_more_info";
}

/** The conditions that decide the whole: those that failed, of what does not apply alone where that decides. */
export function failures({ verdict, conditions }: Judgement): JudgedCondition[] {
  const failed = conditions.filter((one) => one.counts && one.verdict === "not_met");
  return verdict === "not_applicable" ? failed.filter(({ condition }) => condition.otherwise === "not_applicable") : failed;
}

/** What the choices that were told point to: the direction of an industry, what is said of enterprises. */
export function toldProvisions({ rules, facts }: Judgement): string[] {
  return rules.facts.flatMap((fact) => {
    if (!("choices" in fact)) return [];
    const told = [facts[fact.id] ?? []].flat() as unknown[];
    return fact.choices.filter(({ value }) => told.includes(value)).flatMap(({ cites }) => cites);
  });
}

/** The rule set of this id. */
export function findRules(rules: readonly RuleSet[], id: string): RuleSet | null {
  return rules.find((one) => one.id === id) ?? null;
}
