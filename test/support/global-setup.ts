import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Folder of the run's shared snapshot; empty until a test first asks for it (see snapshot.ts). */
    snapshotRoot: string;
  }
}

/** Gives every test file of the run one folder for the shared snapshot, and removes it when the run ends. */
export default function setup(project: TestProject): () => void {
  const root = mkdtempSync(join(tmpdir(), "policy-snapshot-"));
  project.provide("snapshotRoot", root);
  return () => rmSync(root, { recursive: true, force: true });
}
