import type { PolicyDocument, Snapshot } from "../../ingest/index.js";
import { provisionUrl } from "../chat/citations.js";
import { today } from "../clock.js";
import { statusOn } from "../retrieval/validity.js";
import type { DiffReply, WireChange } from "../schemas/versions.js";
import { compareVersions, type ProvisionChange } from "../versions/compare.js";
import type { Unit } from "../versions/units.js";
import { documentOf } from "./documents.js";

/** What became of each provision of a document in another one. @throws AppError unknown_document */
export function diffOf({ documents, tokenizer }: Pick<Snapshot, "documents" | "tokenizer">, beforeId: string, afterId: string, withUnchanged: boolean): DiffReply {
  const [before, after] = [documentOf(documents, beforeId), documentOf(documents, afterId)];
  const { changes, counts } = compareVersions(before, after, (text) => tokenizer.cut(text));
  return {
    before: versionOf(before),
    after: versionOf(after),
    counts,
    changes: changes.filter(({ kind }) => withUnchanged || kind !== "unchanged").map((change) => toWire(change, beforeId, afterId)),
  };
}

function versionOf({ meta }: PolicyDocument): DiffReply["before"] {
  const { id, title, issued, effective, expired } = meta;
  return { id, title, status: statusOn(meta, today()), issued, effective, expired };
}

function toWire({ before, after, ...change }: ProvisionChange, beforeId: string, afterId: string): WireChange {
  return { ...change, before: before && unitOf(before, beforeId), after: after && unitOf(after, afterId) };
}

function unitOf({ provision: { eId, label, path }, text }: Unit, documentId: string): NonNullable<WireChange["before"]> {
  return { eId, label, path, text, url: provisionUrl(documentId, eId) };
}
