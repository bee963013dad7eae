import type { PolicyDocument, Provision } from "../../ingest/index.js";
import { provisionId, provisionUrl } from "../chat/citations.js";
import { documentNotices, inferredAncestor, inferredText } from "../chat/notices.js";
import { today } from "../clock.js";
import { unknownDocument, unknownProvision } from "../errors.js";
import { statusOn } from "../retrieval/validity.js";
import type { TreeNode } from "../schemas/http.js";
import { definitionsUsed, tellDefinition, type ReferenceBook } from "./references.js";

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

/** A document with its whole tree, what its text refers to, and what it defines. */
export function tellDocument(book: ReferenceBook, document: PolicyDocument) {
  const roots = document.provisions.filter((provision) => provision.parent === null);
  return {
    ...summaryOf(document),
    tree: roots.map((root) => treeOf(document, root)),
    references: book.references(document, { start: 0, end: document.text.length }),
    definitions: document.definitions.map((definition) => tellDefinition(document, definition)),
    referredBy: book.countReferrers(document),
  };
}

/** A provision with its path, its children, what it refers to and what refers to it, terms it uses, and what its reader must know. */
export function tellProvision(book: ReferenceBook, document: PolicyDocument, provision: Provision) {
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
    references: book.references(document, provision),
    referredBy: book.referredBy(document, provision),
    definitions: definitionsUsed(document, provision),
    notices: [...documentNotices(document, today()).map((notice) => notice.text), ...(inferred ? [inferredText(document, inferred)] : [])],
    url: provisionUrl(meta.id, provision.eId),
    permalink: `/d/${meta.id}/${provision.eId}`,
  };
}
