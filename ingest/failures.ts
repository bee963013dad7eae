import { CorpusError, SnapshotError } from "./errors.js";
import type { SourceFailure } from "./model.js";
import { readDocumentsFile } from "./search-index/documents-file.js";
import { SnapshotFolder } from "./search-index/snapshot-files.js";

/** A document that is left out, and whether the snapshot before had it. */
export type ReportedFailure = SourceFailure & { wasPublished: boolean };

/** A corpus of which nothing can be read replaces no snapshot. @throws CorpusError */
export function refuseNothing(read: readonly unknown[], failures: readonly SourceFailure[]): void {
  const [first] = failures;
  if (read.length > 0 || !first) return;
  const { documentId, reason } = first;
  throw new CorpusError("documents", null, `${failures.length} 份文件没有一份读得出来，例如 ${documentId}：${reason}`);
}

/** Tells which of the documents that are left out the current snapshot has. */
export function withHistory(failures: readonly SourceFailure[], snapshotRoot: string): ReportedFailure[] {
  const published = failures.length > 0 ? publishedIds(snapshotRoot) : new Set<string>();
  return failures.map((failure) => ({ ...failure, wasPublished: published.has(failure.documentId) }));
}

function publishedIds(snapshotRoot: string): Set<string> {
  try {
    const ids = new Set<string>();
    for (const { document } of readDocumentsFile(new SnapshotFolder(snapshotRoot).currentGeneration())) ids.add(document.meta.id);
    return ids;
  } catch (error) {
    if (error instanceof SnapshotError) return new Set();
    throw error;
  }
}
