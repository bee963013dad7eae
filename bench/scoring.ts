import type { Answer, Citation } from "../server/schemas/objects.js";
import type { QuestionCase } from "./question-set.js";

/** How one answer did. Shares are from 0 to 1. */
export interface CaseScore {
  id: string;
  type: string;
  persona: string;
  refuse: boolean;
  outcome: Answer["outcome"];
  /** Share of the needed evidence whose words stand in a cited quote. */
  evidence: number;
  /** Share of the needed facts found in the answer or its notices. */
  facts: number;
  refusedRightly: boolean;
  refusedWrongly: boolean;
  /** A draft was cited and the reader was told (true where no draft was cited). */
  draftTold: boolean;
  brokenCitations: number;
  forbidden: string[];
  /** Everything right: evidence, facts, notices, nothing broken or forbidden; or refused where it should be. */
  right: boolean;
  length: number;
  citations: number;
  totalMs: number;
}

export type TextOf = (documentId: string) => string | undefined;

export function scoreCase(question: QuestionCase, answer: Answer, textOf: TextOf): CaseScore {
  const refused = answer.outcome !== "answered";
  const said = saidText(answer);
  const evidence = share(question.evidence, (alternatives) => alternatives.some((wanted) => isCited(wanted, answer.citations)));
  const facts = share(question.facts, (wordings) => wordings.some((wording) => said.includes(wording)));
  const brokenCitations = answer.citations.filter((citation) => isBroken(citation, textOf)).length;
  const forbidden = question.forbidden.filter((phrase) => said.includes(phrase));
  const draftTold = !answer.citations.some((citation) => citation.status === "draft") || answer.notices.some((notice) => notice.kind === "draft");
  const clean = brokenCitations === 0 && forbidden.length === 0 && draftTold;
  const complete = !refused && evidence === 1 && facts === 1;
  return {
    id: question.id,
    type: question.type,
    persona: question.persona,
    refuse: question.refuse,
    outcome: answer.outcome,
    evidence: refused ? 0 : evidence,
    facts: refused ? 0 : facts,
    refusedRightly: question.refuse && refused,
    refusedWrongly: !question.refuse && refused,
    draftTold,
    brokenCitations,
    forbidden,
    right: clean && (question.refuse ? refused : complete),
    length: answer.answer.length,
    citations: answer.citations.length,
    totalMs: answer.timings.totalMs,
  };
}

/** What the reader is told: answer and notices. */
function saidText({ answer, notices }: Answer): string {
  return [answer, ...notices.map((notice) => notice.text)].join("\n");
}

function isCited(wanted: { doc: string; quote: string }, citations: readonly Citation[]): boolean {
  return citations.some((citation) => citation.documentId === wanted.doc && citation.quote.includes(wanted.quote));
}

function isBroken({ documentId, start, end, quote }: Citation, textOf: TextOf): boolean {
  return quote === "" || textOf(documentId)?.slice(start, end) !== quote;
}

function share<T>(groups: readonly T[], holds: (group: T) => boolean): number {
  return groups.length === 0 ? 1 : groups.filter(holds).length / groups.length;
}

/** Figures over a group of cases. */
export interface Summary {
  cases: number;
  right: number;
  evidence: number;
  facts: number;
  toRefuse: number;
  refusedRightly: number;
  refusedWrongly: number;
  draftsTold: number;
  brokenCitations: number;
  forbidden: number;
  medianLength: number;
  p99Ms: number;
}

export function summarise(scores: readonly CaseScore[]): Summary {
  const answerable = scores.filter((score) => !score.refuse);
  const toRefuse = scores.filter((score) => score.refuse);
  return {
    cases: scores.length,
    right: mean(scores.map((score) => Number(score.right))),
    evidence: mean(answerable.map((score) => score.evidence)),
    facts: mean(answerable.map((score) => score.facts)),
    toRefuse: toRefuse.length,
    refusedRightly: mean(toRefuse.map((score) => Number(score.refusedRightly))),
    refusedWrongly: mean(answerable.map((score) => Number(score.refusedWrongly))),
    draftsTold: mean(scores.map((score) => Number(score.draftTold))),
    brokenCitations: scores.reduce((sum, score) => sum + score.brokenCitations, 0),
    forbidden: scores.reduce((sum, score) => sum + score.forbidden.length, 0),
    medianLength: quantile(scores.map((score) => score.length), 0.5),
    p99Ms: quantile(scores.map((score) => score.totalMs), 0.99),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((a, b) => a + b, 0) / values.length;
}

/** The value that a share `q` of the values does not exceed. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? sorted[0]!;
}
