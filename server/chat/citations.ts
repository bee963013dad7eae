import type { PolicyDocument, Provision } from "../../ingest/index.js";
import { statusOn } from "../retrieval/validity.js";
import type { Citation } from "../schemas/objects.js";

/** An exact piece of a document, inside one provision, that an answer rests on. */
export interface CitedSpan {
  document: PolicyDocument;
  provision: Provision;
  start: number;
  end: number;
}

/** The whole of a provision as a span. */
export function wholeSpan(document: PolicyDocument, provision: Provision): CitedSpan {
  return { document, provision, start: provision.start, end: provision.end };
}

/** Where the reader opens a provision: the document's page, at the provision, highlighted. */
export function provisionUrl(documentId: string, eId: string): string {
  return `/documents/${documentId}#${eId}`;
}

/** Where the reader opens a document. */
export function documentUrl(documentId: string): string {
  return `/documents/${documentId}`;
}

export function provisionId(documentId: string, eId: string): string {
  return `${documentId}#${eId}`;
}

/** @param asOf ISO day by which the document's status is told */
export function toCitation(span: CitedSpan, n: number, asOf: string): Citation {
  const { document, provision, start, end } = span;
  const { meta, text } = document;
  return {
    n,
    documentId: meta.id,
    documentTitle: meta.title,
    ...(meta.docNumber ? { docNumber: meta.docNumber } : {}),
    provisionId: provisionId(meta.id, provision.eId),
    label: provision.label,
    ...(provision.heading ? { heading: provision.heading } : {}),
    path: provision.path,
    quote: text.slice(start, end),
    start,
    end,
    status: statusOn(meta, asOf),
    ...(meta.region ? { region: meta.region } : {}),
    url: provisionUrl(meta.id, provision.eId),
  };
}
