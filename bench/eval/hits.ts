import type { PolicyDocument } from "../../ingest/index.js";
import { mean } from "../statistics.js";
import type { QuestionCase } from "./question-set.js";

/** Places at which a search is looked at. */
export const DEPTHS = [1, 3, 5, 10] as const;
export type Hits = Record<(typeof DEPTHS)[number], number>;

/** A question to be answered, and the provisions that were found for it, best first. */
export interface FoundCase {
  question: QuestionCase;
  found: readonly string[];
}

/** Share of the needed evidence that stands among the first k provisions found, before an answer is composed; by the sets' own groups. */
export function hitsByGroup(cases: readonly FoundCase[], documents: ReadonlyMap<string, PolicyDocument>): Record<string, Hits> {
  const answerable = cases.filter(({ question }) => !question.refuse && question.evidence.length > 0);
  const groups = [...new Set(answerable.map(({ question }) => `${question.id.split("-")[0]!}-`))].sort();
  return Object.fromEntries(groups.map((group) => [group, meanHits(answerable.filter(({ question }) => question.id.startsWith(group)), documents)]));
}

function meanHits(cases: readonly FoundCase[], documents: ReadonlyMap<string, PolicyDocument>): Hits {
  const ranks = cases.map((found) => ranksOf(found, documents));
  return Object.fromEntries(DEPTHS.map((depth) => [depth, mean(ranks.map((list) => list.filter((rank) => rank < depth).length / list.length))])) as Hits;
}

/** The place of each needed piece of evidence; Infinity where it was not found. */
function ranksOf({ question, found }: FoundCase, documents: ReadonlyMap<string, PolicyDocument>): number[] {
  const texts = found.map((id) => textOf(id, documents));
  return question.evidence.map((alternatives) => {
    const rank = texts.findIndex(({ documentId, text }) => alternatives.some(({ doc, quote }) => doc === documentId && text.includes(quote)));
    return rank < 0 ? Infinity : rank;
  });
}

function textOf(provisionId: string, documents: ReadonlyMap<string, PolicyDocument>): { documentId: string; text: string } {
  const [documentId, eId] = provisionId.split("#") as [string, string];
  const document = documents.get(documentId);
  const provision = document?.provisions.find((candidate) => candidate.eId === eId);
  return { documentId, text: document && provision ? document.text.slice(provision.start, provision.end) : "" };
}
