import type { IncidentKind, RuleSet, Snapshot } from "../../../ingest/index.js";
import { incidentRules } from "../../eligibility/read-facts.js";
import type { Answer, AskedFact } from "../../schemas/objects.js";
import { leadFor, nextLeadFor } from "../compose/lead.js";
import { paragraph, type Piece } from "../compose/piece.js";
import { decisiveSpans } from "./cited.js";
import type { InterviewTurn } from "./interview.js";
import { leftText, toldInterview } from "./told.js";

/** What a turn of a self-assessment changes in an answer that is made of its pieces. */
export type InterviewDraft = { pieces: Piece[]; opening: string[]; gaps: string[]; saidBefore: string; documentIds: string[] } & Partial<
  Pick<Answer, "outcome" | "answer" | "suggestions" | "eligibility">
>;

/** A turn of a self-assessment as the draft of an answer: the provisions quoted whole, the assistant's own words around them. */
export function interviewDraft({ state, judgement }: InterviewTurn, conversationId: string, { documents }: Snapshot): InterviewDraft {
  if (!judgement) {
    const { answer, suggestions } = leftText();
    return { pieces: [], opening: [], gaps: [], saidBefore: "", documentIds: [], outcome: "needs_clarification", answer, suggestions };
  }
  const { rules, verdict, missing } = judgement;
  const document = documents.get(rules.document)!;
  const { opening, closing, suggestions } = toldInterview(judgement, state, document);
  const pieces = decisiveSpans(judgement, state.asked, document).flatMap((span, i) => paragraph(i === 0 ? leadFor(span) : nextLeadFor(span), [span]));
  return {
    pieces,
    opening,
    gaps: closing,
    saidBefore: [...Object.values(state.said), ...rulesText(rules)].join("\n"),
    documentIds: [rules.document],
    suggestions,
    eligibility: {
      ruleSetId: rules.id,
      verdict,
      missing,
      told: Object.keys(state.facts).length + state.declined.length,
      ...(state.asked === null ? {} : { asked: askedFact(state.asked, rules) }),
      report: `/api/eligibility/reports/${conversationId}`,
    },
  };
}

const INCIDENT: Record<IncidentKind, string> = { safety: "安全生产事故", environment: "环境污染事件", dishonesty: "失信事件", social: "社会影响较大的事件" };

/** The question as a page needs it that offers buttons or a field. */
function askedFact(id: string, { facts, conditions }: RuleSet): AskedFact {
  const fact = facts.find((one) => one.id === id)!;
  const incident = conditions.flatMap(({ when }) => incidentRules(when)).find(({ told }) => told === id);
  return {
    id,
    question: fact.ask,
    type: fact.type,
    ...("choices" in fact ? { choices: fact.choices.map(({ label }) => label) } : {}),
    ...(fact.type === "number" ? { least: fact.least, most: fact.most, ...(fact.unit === null ? {} : { unit: fact.unit }) } : {}),
    ...(incident ? { incident: INCIDENT[incident.kind] } : {}),
  };
}

/** What the rules themselves say: ingest saw to it that its figures stand in their document. */
function rulesText({ facts, conditions, applicant }: RuleSet): string[] {
  const choices = facts.flatMap((fact) => ("choices" in fact ? fact.choices : []));
  return [...facts.flatMap(({ name, ask }) => [name, ask]), ...choices.flatMap(({ label, advice }) => [label, advice ?? ""]), ...conditions.map(({ title }) => title), applicant.say];
}
