import type { PolicyDocument } from "../../../ingest/index.js";
import { failures, toldProvisions, type JudgedCondition, type Judgement } from "../../eligibility/judge.js";
import { wholeSpan, type CitedSpan } from "../citations.js";

/** Conditions of which all provisions are quoted; of more, the one asked about stands for them. */
const MOST_UNDECIDED = 2;

/**
 * The provisions that a self-assessment rests on, whole: what decides it, who may apply, that the conditions must all be met,
 * what was told of the facts (a direction, an incident), and what is asked about next. Each once.
 * @param asked the fact that is asked for next
 */
export function decisiveSpans(judgement: Judgement, asked: string | null, document: PolicyDocument): CitedSpan[] {
  const { rules, verdict, conditions } = judgement;
  const failed = failures(judgement);
  const decided = failed.flatMap(provisionsOf);
  const who = [rules.applicant.provision, ...conditions.filter(({ condition }) => condition.eId === rules.applicant.provision).flatMap(({ condition }) => condition.also)];
  const more = verdict === "not_applicable" ? [] : [...toldProvisions(judgement), ...(failed.length > 0 ? [] : openProvisions(judgement, asked))];
  return [...new Set([...who, ...decided, ...more])].flatMap((eId) => {
    const provision = document.provisions.find((one) => one.eId === eId);
    return provision ? [wholeSpan(document, provision)] : [];
  });
}

function provisionsOf({ condition }: JudgedCondition): string[] {
  return [...(condition.basic === null ? [] : [condition.basic]), condition.eId, ...condition.also];
}

/** Of what is not decided: that it must be met, what is told of and still open, and what is asked about; all that was met where nothing is open. */
function openProvisions({ conditions, verdict, facts, rules }: Judgement, asked: string | null): string[] {
  const counted = conditions.filter(({ counts }) => counts);
  const open = counted.filter((one) => one.verdict === "unknown");
  const incidents = rules.facts.filter(({ type, id }) => type === "incidents" && facts[id] !== undefined).map(({ id }) => id);
  const told = counted.filter(({ condition, decidedBy }) => condition.basic !== null && decidedBy.some((fact) => incidents.includes(fact)));
  const shown = verdict === "eligible_possible" ? counted.slice(-1) : open.length <= MOST_UNDECIDED ? open : open.filter((one) => one.open.includes(asked ?? "") || one.condition.id === "direction").slice(0, MOST_UNDECIDED);
  const basics = counted.flatMap(({ condition }) => condition.basic ?? []);
  return [...basics, ...[...shown, ...told].flatMap(provisionsOf)];
}
