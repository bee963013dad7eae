import type { DocumentMeta } from "../../../ingest/index.js";
import type { Notice } from "../../schemas/objects.js";
import { laterStart, periodEnded, statusOn } from "../../retrieval/validity.js";
import type { Checked } from "./guard.js";

/** Status guard: a cited document that is no rule in force (draft, expired, replaced, background, not yet) has its notice. */
export function statusGuard({ citations, notices, documents, asOf }: Checked): string[] {
  const cited = [...new Set(citations.map(({ documentId }) => documentId))].flatMap((id) => documents.get(id)?.meta ?? []);
  return cited.flatMap((meta) => {
    const needed = noticeNeeded(meta, asOf);
    const told = notices.some(({ kind, documentId, text }) => kind === needed && documentId === meta.id && text !== "");
    return needed === null || told ? [] : [`引用了 ${meta.id}，没有提示 ${needed}`];
  });
}

/** The notice that a document's standing on that day calls for. */
function noticeNeeded(meta: DocumentMeta, asOf: string): Notice["kind"] | null {
  const status = statusOn(meta, asOf);
  if (status !== "in_force") return status;
  if (periodEnded(meta, asOf)) return "expired";
  return laterStart(meta, asOf) ? "not_in_force_yet" : null;
}
