import type { EligibilityReport } from "../schemas/eligibility.js";
import { deadlinesFor } from "./deadlines.js";
import { CONDITION_TEXT, describeValue, VERDICT_TEXT } from "./describe.js";
import type { JudgedCondition, Judgement } from "./judge.js";
import { toldCondition, type Cite } from "./wire.js";

const NO_DECISION = "本报告按申报方自述对照条文得出，自评的内容以主管部门的初审和评审为准，不是认定结论。";
const MATERIALS_NOTE = "“可准备的材料”是按条件内容列的建议，具体要求以申报通知为准。";

/**
 * A judgement as a report to print: every condition with its reason, its provision and what to prepare; what is missing; to
 * whom it is handed in which order; what comes after recognition; that this is no decision.
 * @param notices what the reader must know of the document
 */
export function reportOf(judgement: Judgement, documentTitle: string, notices: readonly string[], cite: Cite): EligibilityReport {
  const { rules, facts, asOf, verdict, conditions, missing } = judgement;
  return {
    title: rules.title,
    documentTitle,
    asOf,
    verdict,
    verdictText: VERDICT_TEXT[verdict],
    facts: rules.facts.filter(({ id }) => facts[id] !== undefined).map((fact) => ({ name: fact.name, value: describeValue(fact, facts[fact.id]!) })),
    conditions: conditions.map((judged) => ({ ...toldCondition(judged, judgement, cite), verdictText: textOf(judged), materials: judged.condition.materials })),
    missing,
    steps: rules.steps.map(({ eId, what }) => ({ what, citation: cite(eId) })),
    deadlines: deadlinesFor(rules, facts, asOf).map(({ rule, dates }) => ({ what: rule.what, dates, citation: cite(rule.eId) })),
    notices: [...notices, NO_DECISION, MATERIALS_NOTE],
  };
}

function textOf({ verdict, selfAssessed, counts }: JudgedCondition): string {
  if (!counts) return "不作要求";
  return `${CONDITION_TEXT[verdict]}${selfAssessed && verdict !== "unknown" ? "（自评）" : ""}`;
}
