import type { PolicyDocument, Snapshot } from "../../ingest/index.js";
import { provisionUrl } from "../chat/citations.js";
import { unknownDocument } from "../errors.js";
import { versionInForce, versionsOf } from "../retrieval/versions.js";
import { compareVersions } from "../versions/compare.js";

type Documents = Pick<Snapshot, "documents" | "tokenizer">;

/**
 * Where a permanent link leads today. A document's own id leads to that version for good; the name of a work leads to the version
 * in force, and there to what the provision of that address has become since.
 * @param eId null for the document as a whole
 * @throws AppError unknown_document
 */
export function whereNow(snapshot: Documents, id: string, eId: string | null, day: string): string {
  const { documents } = snapshot;
  const own = documents.get(id);
  if (own) return eId === null ? `/documents/${id}` : provisionUrl(id, eId);
  const versions = versionsOf(documents, id).map((meta) => documents.get(meta.id)!);
  const current = documents.get(versionInForce(documents, id, day)?.id ?? "") ?? versions[versions.length - 1];
  if (!current) throw unknownDocument();
  const now = eId === null ? null : became(snapshot, eId, current, versions);
  return now === null ? `/documents/${current.meta.id}` : provisionUrl(current.meta.id, now);
}

/** The address itself where the version has it; else what the provision of the latest version that had it became; null where it is gone. */
function became({ tokenizer }: Documents, eId: string, current: PolicyDocument, versions: readonly PolicyDocument[]): string | null {
  const has = (document: PolicyDocument): boolean => document.provisions.some((provision) => provision.eId === eId);
  if (has(current)) return eId;
  const earlier = versions.filter((version) => version !== current && has(version)).pop();
  if (!earlier) return null;
  const { changes } = compareVersions(earlier, current, (text) => tokenizer.cut(text));
  return changes.find(({ before }) => before?.provision.eId === eId)?.after?.provision.eId ?? null;
}
