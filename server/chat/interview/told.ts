import type { FactDefinition, PolicyDocument } from "../../../ingest/index.js";
import { describeFact, VERDICT_TEXT } from "../../eligibility/describe.js";
import { failures, type Judgement } from "../../eligibility/judge.js";
import type { InterviewState } from "./state.js";

/** What the assistant says in its own words beside the provisions of a self-assessment. */
export interface ToldInterview {
  opening: string[];
  closing: string[];
  /** Answers to choose from. */
  suggestions: string[];
}

const LEFT = "好的，自测先放下，已说的情况都记着。问完了说“接着自测”就能继续。";
const NO_DECISION = "这是按您说的情况对照条文的自测，不是认定结论；自评的内容以主管部门的初审和评审为准。";
const HOW_TO_GO_ON = "直接回答就行，不清楚也可以说“不清楚”；想先问别的就直接问，之后说“接着自测”继续。";
const TAKE_UP = "接着自测";

export function leftText(): ToldInterview & { answer: string } {
  return { answer: LEFT, opening: [], closing: [], suggestions: [TAKE_UP] };
}

/** Who may apply, how it stands, what was understood; then what is missing and the next question. */
export function toldInterview(judgement: Judgement, state: InterviewState, document: PolicyDocument): ToldInterview {
  const { rules } = judgement;
  const asked = rules.facts.find(({ id }) => id === state.asked) ?? null;
  return {
    opening: [whoApplies(judgement), verdictLine(judgement, state, document), understood(judgement, state)].filter((text) => text !== ""),
    closing: [...missingLine(judgement), ...(asked ? [questionLine(asked), HOW_TO_GO_ON] : []), NO_DECISION],
    suggestions: asked ? answersFor(asked) : [],
  };
}

function whoApplies(judgement: Judgement): string {
  const { rules } = judgement;
  return [rules.applicant.say, ...adviceFor(judgement)].join("");
}

/** What the rules say to whoever chose so: how an enterprise takes part, where another province's rules are. */
function adviceFor({ rules, facts, verdict }: Judgement): string[] {
  return rules.facts.flatMap((fact) => {
    if (fact.type !== "choice" || (verdict === "not_applicable") !== (fact.id === "region")) return [];
    return fact.choices.filter(({ value }) => value === facts[fact.id]).flatMap(({ advice }) => advice ?? []);
  });
}

function verdictLine(judgement: Judgement, state: InterviewState, { meta }: PolicyDocument): string {
  const { verdict } = judgement;
  const reasons = failures(judgement).map(({ condition, decidedBy }) => `${condition.title}（${saidOf(decidedBy, judgement, state)}）`);
  const why = reasons.length === 0 ? "" : `，${verdict === "not_applicable" ? "这份文件管不到这种情况" : "不符合的是"}：${reasons.join("、")}`;
  return `对照《${meta.title}》，就您说的情况看：${VERDICT_TEXT[verdict]}${why}。`;
}

/** Everything that was understood, so that it can be put right. */
function understood(judgement: Judgement, state: InterviewState): string {
  const told = saidOf(Object.keys(judgement.facts), judgement, state);
  return told === "" ? "" : `我是这样理解的（不对的地方请直接更正）：${told}。`;
}

function saidOf(ids: readonly string[], { rules, facts }: Judgement, { said }: InterviewState): string {
  const shown = rules.facts.filter((fact) => ids.includes(fact.id) && facts[fact.id] !== undefined && isShown(fact, facts));
  // An incident is told in the words that told it: its time is what was said, not what was counted from it.
  return shown.map((fact) => (fact.type === "incidents" ? `${fact.name}：“${said[fact.id] ?? ""}”` : describeFact(fact, facts[fact.id]!))).join("；");
}

/** A part goes without saying where its whole is told, unless it is what is lacking. */
function isShown(fact: FactDefinition, facts: Judgement["facts"]): boolean {
  return !("of" in fact) || fact.of === null || facts[fact.of] === undefined || facts[fact.id] === false;
}

function missingLine({ missing }: Judgement): string[] {
  return missing.length === 0 ? [] : [`还要弄清：${missing.join("、")}。`];
}

function questionLine(fact: FactDefinition): string {
  const choices = "choices" in fact ? fact.choices.map(({ label }) => label).join(" / ") : "";
  return `接下来请问：${fact.ask}${choices === "" ? "" : `（${choices}）`}`;
}

function answersFor(fact: FactDefinition): string[] {
  if ("choices" in fact) return fact.choices.map(({ label }) => label);
  return fact.type === "yes_no" || fact.type === "self_assessment" ? ["是", "不是", "不清楚"] : ["不清楚"];
}
