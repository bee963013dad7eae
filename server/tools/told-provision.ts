import type { PolicyDocument, Provision } from "../../ingest/index.js";
import { provisionId, provisionUrl } from "../chat/citations.js";
import { statusOn } from "../retrieval/validity.js";

/** A provision as a tool tells it. */
export interface ToldProvision {
  provisionId: string;
  documentTitle: string;
  docNumber: string | null;
  region: string | null;
  status: string;
  label: string;
  path: string[];
  text: string;
  url: string;
}

export function toldProvision({ meta, text }: PolicyDocument, provision: Provision, asOf: string): ToldProvision {
  return {
    provisionId: provisionId(meta.id, provision.eId),
    documentTitle: meta.title,
    docNumber: meta.docNumber,
    region: meta.region,
    status: statusOn(meta, asOf),
    label: provision.label,
    path: provision.path,
    text: text.slice(provision.start, provision.end),
    url: provisionUrl(meta.id, provision.eId),
  };
}
