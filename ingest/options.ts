import type { EmbeddingSettings } from "./embed/openai-embedder.js";
import type { ReadingLimits } from "./read/sources/reading-order.js";

export interface IngestOptions {
  corpusFolder: string;
  snapshotRoot: string;
  /** Document folders or single files to take in beside the corpus. */
  extraPaths?: readonly string[];
  /** Read, check and audit, but build and publish nothing. */
  dryRun?: boolean;
  /** False leaves the vectors out: the snapshot is searched by words only. */
  vectors?: boolean;
  /** The endpoint that vectors come from; trained on the corpus when left out. */
  embedding?: EmbeddingSettings | null;
  /** Threads that analyse documents, 0 for none; by the corpus and the machine when left out. */
  workers?: number;
  /** What the reading of one file may take; for tests. */
  readingLimits?: ReadingLimits;
  /** Folder of what ingests before made of each document: what has not changed is not made again. None when left out. */
  cacheFolder?: string;
  onProgress?: (stage: string, detail: string) => void;
}

export function wantsVectors({ vectors = true }: Pick<IngestOptions, "vectors">): boolean {
  return vectors;
}
