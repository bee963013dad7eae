import type { CaseScore } from "../../bench/eval/scoring.js";

/** The score of a case that is right in everything but what is given. */
export function scoreWith(given: Partial<CaseScore>): CaseScore {
  return {
    id: "d-1",
    type: "lookup",
    persona: "staff",
    refuse: false,
    list: false,
    outcome: "answered",
    evidence: 1,
    facts: 1,
    refusedRightly: false,
    refusedWrongly: false,
    told: { draft: null, expired: null, background: null },
    brokenCitations: 0,
    forbidden: [],
    right: true,
    length: 100,
    citations: 1,
    totalMs: 2,
    ...given,
  };
}
