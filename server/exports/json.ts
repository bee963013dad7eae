import type { PolicyDocument } from "../../ingest/index.js";
import { provisionId } from "../chat/citations.js";

/** A document as JSON: metadata, the text, and every provision with its address and its span in the text. */
export function toJson({ meta, text, provisions }: PolicyDocument): string {
  const told = provisions.map(({ from: _from, until: _until, parent, children, ...provision }) => ({
    provisionId: provisionId(meta.id, provision.eId),
    ...provision,
    text: text.slice(provision.start, provision.end),
    parent: parent === null ? null : provisions[parent]!.eId,
    children: children.map((child) => provisions[child]!.eId),
  }));
  return `${JSON.stringify({ ...meta, text, provisions: told }, null, 2)}\n`;
}
