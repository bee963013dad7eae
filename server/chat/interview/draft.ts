import type { RuleSet, Snapshot } from "../../../ingest/index.js";
import type { Answer } from "../../schemas/objects.js";
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
    eligibility: { ruleSetId: rules.id, verdict, missing, report: `/api/eligibility/reports/${conversationId}` },
  };
}

/** What the rules themselves say: ingest saw to it that its figures stand in their document. */
function rulesText({ facts, conditions, applicant }: RuleSet): string[] {
  const choices = facts.flatMap((fact) => ("choices" in fact ? fact.choices : []));
  return [...facts.flatMap(({ name, ask }) => [name, ask]), ...choices.flatMap(({ label, advice }) => [label, advice ?? ""]), ...conditions.map(({ title }) => title), applicant.say];
}
