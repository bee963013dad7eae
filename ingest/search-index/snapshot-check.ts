import { join } from "node:path";
import { SnapshotError } from "../errors.js";
import { readSeal } from "./sealed-file.js";
import { readManifest } from "./snapshot-files.js";

/** Reads a generation back as it lies on disk, a piece at a time, before anyone sees it: every file against its hash. @throws SnapshotError */
export function checkGeneration(generation: string): void {
  const { files } = readManifest(generation);
  for (const [name, expected] of Object.entries(files)) {
    const found = readSeal(join(generation, name));
    if (found.bytes !== expected.bytes || found.sha256 !== expected.sha256) {
      throw new SnapshotError("damaged", `快照文件 ${name} 没有完整写入磁盘，请检查磁盘空间后重新运行 npm run ingest`);
    }
  }
}
