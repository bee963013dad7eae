import type { PolicyDocument, Provision } from "../../../ingest/index.js";
import type { Citation } from "../../schemas/objects.js";
import { provisionId, toCitation } from "../citations.js";
import type { Checked } from "./guard.js";

/**
 * Address guard: the citation's provision belongs to its document and is the innermost one that holds the span, and
 * everything the reader is told of it (title, number, label, heading, status, link) is what the document says.
 */
export function addressGuard({ citations, documents, asOf }: Checked): string[] {
  return citations.flatMap((citation) => {
    const fault = faultOf(citation, documents.get(citation.documentId), asOf);
    return fault === null ? [] : [`[${citation.n}] ${fault}`];
  });
}

function faultOf(citation: Citation, document: PolicyDocument | undefined, asOf: string): string | null {
  if (!document) return `没有文件 ${citation.documentId}`;
  const { provisions, meta } = document;
  const provision = provisions.find(({ eId }) => provisionId(meta.id, eId) === citation.provisionId);
  if (!provision) return `${citation.documentId} 没有条款 ${citation.provisionId}`;
  if (!holds(provision, citation)) return `引文不在 ${citation.provisionId} 之内`;
  if (provision.children.some((child) => holds(provisions[child]!, citation))) return `引文在 ${citation.provisionId} 的下级条款之内`;
  const { start, end, n } = citation;
  const wrong = differing(citation, toCitation({ document, provision, start, end }, n, asOf));
  return wrong.length === 0 ? null : `${citation.provisionId} 的 ${wrong.join("、")} 与文件不一致`;
}

function holds(provision: Provision, { start, end }: Citation): boolean {
  return start >= provision.start && end <= provision.end && start < end;
}

/** Fields in which the citations differ; the quote is the span guard's. */
function differing(said: Citation, true_: Citation): string[] {
  const fields = new Set([...Object.keys(said), ...Object.keys(true_)] as (keyof Citation)[]);
  fields.delete("quote");
  return [...fields].filter((field) => JSON.stringify(said[field]) !== JSON.stringify(true_[field]));
}
