import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { realSnapshotRoot } from "./snapshot.js";

/** A copy of the real snapshot below `folder`, to be damaged. */
export function copyRealSnapshot(folder: string): { root: string; generation: string } {
  const root = join(folder, "snapshots");
  cpSync(realSnapshotRoot(), root, { recursive: true });
  return { root, generation: currentGenerationOf(root) };
}

/** Folder that CURRENT points to, read without our own code. */
export function currentGenerationOf(root: string): string {
  return join(root, readFileSync(join(root, "CURRENT"), "utf8").trim());
}
