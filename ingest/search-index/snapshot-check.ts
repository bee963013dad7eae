import { join } from "node:path";
import { SnapshotError } from "../errors.js";
import { HnswIndex } from "./hnsw-index.js";
import { readSeal } from "./sealed-file.js";
import { readManifest } from "./snapshot-files.js";
import { FILES } from "./snapshot-writer.js";

/**
 * Reads a generation back as it lies on disk, a piece at a time, before anyone sees it: every file against its hash, and
 * the graph by opening it, for its hash was taken after native code wrote it, which reports success on a full disk.
 * @throws SnapshotError
 */
export function checkGeneration(generation: string): void {
  const { files, vectorIndex, embedder, counts } = readManifest(generation);
  for (const [name, expected] of Object.entries(files)) {
    const found = readSeal(join(generation, name));
    if (found.bytes !== expected.bytes || found.sha256 !== expected.sha256) throw cutShort(name);
  }
  if (vectorIndex.kind !== "hnsw") return;
  try {
    HnswIndex.read(join(generation, FILES.graph), embedder.dimensions, counts.passages, vectorIndex);
  } catch (cause) {
    throw cutShort(FILES.graph, cause);
  }
}

function cutShort(name: string, cause?: unknown): SnapshotError {
  return new SnapshotError("damaged", `快照文件 ${name} 没有完整写入磁盘，请检查磁盘空间后重新运行 npm run ingest`, { cause });
}
