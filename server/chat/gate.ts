import type { Check, GateInput, Refusal } from "./gate/check.js";
import { conduct, notChinese, tooVague, writing } from "./gate/conduct.js";
import { notCovered } from "./gate/covered.js";
import { leftOpen } from "./gate/left-open.js";
import { offTopic } from "./gate/on-topic.js";
import { redacted } from "./gate/redacted.js";
import { incompleteReference, noSuchProvision, nothingFound, notIssuedYet, outsideDocument, outsideRegion } from "./gate/scope.js";
import { outcomeAsked, valueElsewhere, valueMissing, valueOfAnother, yearMissing } from "./gate/values.js";
import { writtenElsewhere } from "./gate/written-elsewhere.js";

/** The gate's word on a turn: answer, or refuse for a reason with what is missing. */
export type GateDecision = { answerable: true } | ({ answerable: false } & Refusal);

/** In the order in which they decide. */
const CHECKS: readonly Check[] = [
  conduct,
  notChinese,
  writing,
  tooVague,
  outsideRegion,
  outsideDocument,
  notIssuedYet,
  incompleteReference,
  noSuchProvision,
  nothingFound,
  writtenElsewhere,
  offTopic,
  redacted,
  leftOpen,
  notCovered,
  outcomeAsked,
  yearMissing,
  valueMissing,
  valueElsewhere,
  valueOfAnother,
];

/** The gate asks whether this turn's evidence answers; a retrieval score cannot tell (docs/retrieval.md). */
export function decide(turn: GateInput): GateDecision {
  for (const check of CHECKS) {
    const refusal = check(turn);
    if (refusal) return { answerable: false, ...refusal };
  }
  return { answerable: true };
}
