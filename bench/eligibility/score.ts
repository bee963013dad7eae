import type { Answer } from "../../server/schemas/objects.js";
import type { Situation } from "./cases.js";

/** What an answer to a told situation came to. */
export interface SituationScore {
  id: string;
  expected: string;
  /** The verdict, or the outcome of an answer that is no self-assessment. */
  got: string;
  right: boolean;
  /** Told to be possibly eligible where it is not: the one mistake that must not be. */
  unsafe: boolean;
  decisive: number;
  cited: number;
  /** Decisive words that no citation holds. */
  uncited: string[];
}

export function scoreSituation({ id, expect, decisive }: Situation, { eligibility, outcome, citations }: Answer): SituationScore {
  const uncited = decisive.filter(({ doc, quote }) => !citations.some((citation) => citation.documentId === doc && citation.quote.includes(quote)));
  const got = eligibility?.verdict ?? outcome;
  return {
    id,
    expected: expect,
    got,
    right: got === expect,
    unsafe: got === "eligible_possible" && expect !== "eligible_possible",
    decisive: decisive.length,
    cited: decisive.length - uncited.length,
    uncited: uncited.map(({ quote }) => quote),
  };
}

export interface SituationSummary {
  cases: number;
  right: number;
  unsafe: number;
  /** Share of decisive provisions that are cited, 0 to 1. */
  decisiveCited: number;
}

export function summariseSituations(scores: readonly SituationScore[]): SituationSummary {
  const sum = (of: (score: SituationScore) => number): number => scores.reduce((total, score) => total + of(score), 0);
  const decisive = sum((score) => score.decisive);
  return {
    cases: scores.length,
    right: sum(({ right }) => Number(right)),
    unsafe: sum(({ unsafe }) => Number(unsafe)),
    decisiveCited: decisive === 0 ? 1 : sum((score) => score.cited) / decisive,
  };
}
