import { renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeSynced } from "../search-index/snapshot-files.js";

/** Puts a file's new text in its place in one step: whoever reads it meanwhile sees the old or the new one, whole. */
export function replaceFile(path: string, text: string): void {
  // A name that begins with a dot is none of the corpus's files (`fingerprint.ts`), should it stay behind.
  const staged = join(dirname(path), `.${basename(path)}-${process.pid}.tmp`);
  try {
    writeSynced(staged, Buffer.from(text));
    renameSync(staged, path);
  } finally {
    rmSync(staged, { force: true });
  }
}
