import type { Citation } from "../../schemas/objects.js";
import { NO_PROVISION } from "../compose/comparison.js";
import { provisionId } from "../citations.js";
import { claimsOf, type Claim } from "./claims.js";
import type { Checked } from "./guard.js";

/** What may stand behind the last mark: the end of a table's row, with the words for cells that have nothing. */
const CLOSES = new RegExp(`^[\\s|]*(${NO_PROVISION}[\\s|]*)*$`);

/**
 * Placement guard, for answers made of the documents' own sentences: before each mark stands the quote of its citation to
 * the character, all of it, the marks run in the order of the citations, and nothing follows the last.
 */
export function placementGuard({ answer, citations, documents, mode }: Checked): string[] {
  if (mode !== "extractive") return [];
  const { claims, rest } = claimsOf(answer, citations);
  const order = claims.flatMap(({ marks }) => marks);
  const inOrder = order.length === citations.length && citations.every(({ n }, i) => n === order[i]);
  const faults = claims.map((claim) => faultOf(claim, citations, documents)).filter((fault) => fault !== null);
  return [...faults, ...(inOrder ? [] : ["标注与引文的次序不一致"]), ...(CLOSES.test(rest) ? [] : ["最后一处标注之后还有文字"])];
}

function faultOf({ lead, marks }: Claim, citations: readonly Citation[], documents: Checked["documents"]): string | null {
  if (lead === null) return `[${marks.join("][")}] 之前不是它的引文`;
  const citation = citations.find(({ n }) => n === marks[0])!;
  return beginsInside(lead, citation, documents) ? `[${citation.n}] 的引文没有包括它前面的原文` : null;
}

/** The lead ends with what stands before the quote in the same provision: text of the document that no citation covers. */
function beginsInside(lead: string, { documentId, provisionId: cited, start }: Citation, documents: Checked["documents"]): boolean {
  const document = documents.get(documentId);
  const provision = document?.provisions.find(({ eId }) => provisionId(documentId, eId) === cited);
  if (!document || !provision) return false;
  const before = document.text.slice(provision.start, start).trimEnd();
  return before !== "" && lead.trimEnd().endsWith(before[before.length - 1]!);
}
