import { join } from "node:path";
import { CorpusError } from "../../ingest/errors.js";
import { runIngest } from "../../ingest/pipeline.js";
import { tempFolder } from "./temp-folder.js";
import { writeTinyCorpus } from "./tiny-corpus.js";

/** A file's new content, or null for one that is left out. */
export type CorpusChanges = Readonly<Record<string, string | Uint8Array | null>>;

/** The options of an ingest of the tiny corpus with these changes, in a folder of the running test's own. */
export function ingestOf(changes: CorpusChanges): { corpusFolder: string; snapshotRoot: string } {
  const folder = tempFolder();
  return { corpusFolder: writeTinyCorpus(folder, changes), snapshotRoot: join(folder, "snapshots") };
}

/** The error that checking the changed corpus ends in; a dry run reads, structures and checks everything. @throws Error where there is none */
export async function refusal(changes: CorpusChanges): Promise<CorpusError> {
  try {
    await runIngest({ ...ingestOf(changes), dryRun: true });
  } catch (error) {
    if (error instanceof CorpusError) return error;
    throw error;
  }
  throw new Error("the corpus was taken");
}
