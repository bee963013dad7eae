import type { DocumentMeta, PolicyDocument } from "../../ingest/index.js";
import type { Answer, Citation, Notice } from "../../server/schemas/objects.js";
import type { QuestionCase } from "./question-set.js";

/** How one answer did. Shares are from 0 to 1. */
export interface CaseScore {
  id: string;
  type: string;
  persona: string;
  refuse: boolean;
  /** The question asks for three provisions or more: its answer may be long. */
  list: boolean;
  outcome: Answer["outcome"];
  /** Share of the needed evidence whose words stand in a cited quote. */
  evidence: number;
  /** Share of the needed facts found in the answer or its notices. */
  facts: number;
  refusedRightly: boolean;
  refusedWrongly: boolean;
  told: Record<Standing, boolean | null>;
  brokenCitations: number;
  forbidden: string[];
  /** Everything right: evidence, facts, notices, nothing broken or forbidden; or refused where it should be. */
  right: boolean;
  length: number;
  citations: number;
  totalMs: number;
}

/** What a reader must be told of a cited document. */
export type Standing = "draft" | "expired" | "background";

const LIST_FROM = 3;

/** What answers are judged by: the documents as ingested, and the day. */
export interface Judge {
  documents: ReadonlyMap<string, PolicyDocument>;
  /** ISO day by which a period has ended or not. */
  asOf: string;
}

export function scoreCase(question: QuestionCase, answer: Answer, judge: Judge): CaseScore {
  const refused = answer.outcome !== "answered";
  const said = saidText(answer);
  const evidence = share(question.evidence, (alternatives) => alternatives.some((wanted) => isCited(wanted, answer.citations)));
  const facts = share(question.facts, (wordings) => wordings.some((wording) => said.includes(wording)));
  const brokenCitations = answer.citations.filter((citation) => isBroken(citation, judge)).length;
  const forbidden = question.forbidden.filter((phrase) => said.includes(phrase));
  const told = standingsTold(answer, judge);
  const clean = brokenCitations === 0 && forbidden.length === 0 && !Object.values(told).includes(false);
  const complete = !refused && evidence === 1 && facts === 1;
  return {
    id: question.id,
    type: question.type,
    persona: question.persona,
    refuse: question.refuse,
    list: question.evidence.length >= LIST_FROM,
    outcome: answer.outcome,
    evidence: refused ? 0 : evidence,
    facts: refused ? 0 : facts,
    refusedRightly: question.refuse && refused,
    refusedWrongly: !question.refuse && refused,
    told,
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

function isBroken({ documentId, start, end, quote }: Citation, { documents }: Judge): boolean {
  return quote === "" || documents.get(documentId)?.text.slice(start, end) !== quote;
}

/** For each standing: whether every cited document that has it has its notice; null where none is cited. */
function standingsTold({ citations, notices }: Answer, { documents, asOf }: Judge): CaseScore["told"] {
  const cited = [...new Set(citations.map(({ documentId }) => documentId))].flatMap((id) => documents.get(id)?.meta ?? []);
  const told = (holds: (meta: DocumentMeta) => boolean, kinds: readonly Notice["kind"][]): boolean | null => {
    const concerned = cited.filter(holds);
    const hasNotice = ({ id }: DocumentMeta): boolean => notices.some(({ kind, documentId }) => kinds.includes(kind) && documentId === id);
    return concerned.length === 0 ? null : concerned.every(hasNotice);
  };
  return {
    draft: told(({ status }) => status === "draft", ["draft"]),
    expired: told(({ status, period }) => status === "expired" || status === "superseded" || (period !== null && period.to < asOf), ["expired", "superseded"]),
    background: told(({ status }) => status === "non_normative", ["non_normative"]),
  };
}

function share<T>(groups: readonly T[], holds: (group: T) => boolean): number {
  return groups.length === 0 ? 1 : groups.filter(holds).length / groups.length;
}
