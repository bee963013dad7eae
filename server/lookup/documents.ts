import { findReferences, leavesOf, type PolicyDocument, type Provision } from "../../ingest/index.js";
import { provisionId, provisionUrl } from "../chat/citations.js";
import { documentNotices, inferredAncestor, inferredText } from "../chat/notices.js";
import { today } from "../clock.js";
import { unknownDocument, unknownProvision } from "../errors.js";
import { resolveIn } from "../retrieval/exact-lane.js";
import { statusOn } from "../retrieval/validity.js";
import type { TreeNode } from "../schemas/http.js";

type Documents = ReadonlyMap<string, PolicyDocument>;

/** @throws AppError unknown_document */
export function documentOf(documents: Documents, id: string): PolicyDocument {
  const document = documents.get(id);
  if (!document) throw unknownDocument();
  return document;
}

/** @throws AppError unknown_provision */
export function provisionOf({ provisions }: PolicyDocument, eId: string): Provision {
  const provision = provisions.find((candidate) => candidate.eId === eId);
  if (!provision) throw unknownProvision();
  return provision;
}

/** A document as lists tell it. */
export function summaryOf({ meta, text, provisions }: PolicyDocument) {
  const { shortTitles: _, ...rest } = meta;
  return { ...rest, status: statusOn(meta, today()), provisions: provisions.length, characters: text.length };
}

function fieldsOf({ eId, kind, label, heading, inferred, start, end }: Provision) {
  return { eId, kind, label, heading, inferred, start, end };
}

/** A provision with all that stands below it. */
export function treeOf(document: Pick<PolicyDocument, "provisions">, provision: Provision): TreeNode {
  return { ...fieldsOf(provision), children: provision.children.map((child) => treeOf(document, document.provisions[child]!)) };
}

/** A provision with its path, its children, what refers to it, and what its reader must know. */
export function tellProvision(document: PolicyDocument, provision: Provision) {
  const { meta, text, provisions } = document;
  const inferred = inferredAncestor(document, provision);
  return {
    ...fieldsOf(provision),
    provisionId: provisionId(meta.id, provision.eId),
    documentId: meta.id,
    documentTitle: meta.title,
    status: statusOn(meta, today()),
    text: text.slice(provision.start, provision.end),
    path: provision.path,
    children: provision.children
      .map((child) => provisions[child]!)
      .map((child) => ({ ...fieldsOf(child), text: text.slice(child.start, child.end) })),
    referredBy: referrersOf(document, provision),
    notices: [...documentNotices(document, today()).map((notice) => notice.text), ...(inferred ? [inferredText(document, inferred)] : [])],
    url: provisionUrl(meta.id, provision.eId),
    permalink: `/d/${meta.id}/${provision.eId}`,
  };
}

const QUOTE_AROUND = 20;

/** Provisions of the same document whose text names this one (本办法第六条). */
function referrersOf(document: PolicyDocument, target: Provision) {
  const { meta, text } = document;
  return leavesOf(document.provisions).flatMap((leaf) => {
    if (leaf.from >= target.from && leaf.until <= target.until) return [];
    const body = text.slice(leaf.start, leaf.end);
    const reference = findReferences(body).find((candidate) => candidate.start > 0 && resolveIn(document, candidate).includes(target));
    if (!reference) return [];
    const quote = body.slice(Math.max(0, reference.start - QUOTE_AROUND), reference.end + QUOTE_AROUND);
    return [{ provisionId: provisionId(meta.id, leaf.eId), label: leaf.label, quote, url: provisionUrl(meta.id, leaf.eId) }];
  });
}
