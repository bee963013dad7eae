import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SnapshotError } from "./errors.js";
import type { FileReports } from "./report.js";
import { readManifest, SnapshotFolder } from "./search-index/snapshot-files.js";
import { FILES } from "./search-index/snapshot-writer.js";

/** Folder of the generation that is current; null where there is none yet. */
export function publishedGeneration(snapshotRoot: string): string | null {
  try {
    return new SnapshotFolder(snapshotRoot).currentGeneration();
  } catch (error) {
    if (error instanceof SnapshotError) return null;
    throw error;
  }
}

/** Whether a generation holds a document. @throws SnapshotError where the generation is none */
export function holdsDocument(generation: string, documentId: string): boolean {
  readManifest(generation);
  const { documents } = JSON.parse(readFileSync(join(generation, FILES.report), "utf8")) as FileReports;
  return documents.some(({ id }) => id === documentId);
}
