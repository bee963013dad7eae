import { chosenText, type Chosen } from "../chosen.js";
import type { Found } from "../found.js";
import type { LeftOpenQuestions } from "./left-open-questions.js";

/** Why a question is not answered. */
export type RefusalReason =
  | "too_vague"
  | "incomplete_reference"
  | "unverified"
  | "attack"
  | "small_talk"
  | "advice"
  | "not_chinese"
  | "writing"
  | "outside_region"
  | "outside_document"
  | "not_issued_yet"
  | "no_such_provision"
  | "value_missing"
  | "redacted"
  | "outcome"
  | "left_open"
  | "written_elsewhere"
  | "not_covered"
  | "nothing_found";

/** A refusal: the reason, what is missing in words for people, and provisions to read on where a reviewed example names some. */
export interface Refusal {
  reason: RefusalReason;
  missing: string;
  /** `<documentId>#<eId>`; never as support. */
  related?: readonly string[];
}

/** What the gate looks at. */
export interface GateInput extends Found {
  /** What would be quoted. */
  chosen: Chosen;
  /** The reviewed examples of what the documents leave open. */
  leftOpen: LeftOpenQuestions;
}

/** One look at a turn: null lets it pass. */
export type Check = (turn: GateInput) => Refusal | null;

/** The text of what would be quoted. */
export function evidenceText({ chosen }: GateInput): string {
  return chosenText(chosen);
}
