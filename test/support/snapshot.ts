import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { openSnapshot, type Snapshot } from "../../ingest/index.js";
import "./global-setup.js";

const PROJECT = join(import.meta.dirname, "../..");
/** The corpus that the product ships. */
export const CORPUS_FOLDER = join(PROJECT, "corpus");

const WAIT_MS = 100;
/** A builder that was killed leaves no word. */
const WAIT_LIMIT_MS = 300_000;

/**
 * Path of a snapshot root that holds an ingested snapshot of the real corpus. The first file of the run that asks
 * builds it (about 8 s); the others, in whatever process, wait and share it. Read only: a test that changes a snapshot
 * copies it first. Call it at the top of a file or in `beforeAll`.
 */
export function realSnapshotRoot(): string {
  const root = inject("snapshotRoot");
  if (claim(root)) build(root);
  for (let waited = 0; !existsSync(join(root, "CURRENT")); waited += WAIT_MS) {
    if (existsSync(join(root, "failed")) || waited > WAIT_LIMIT_MS) throw new Error("another test file could not ingest the real corpus");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
  }
  return root;
}

let opened: Snapshot | null = null;

/** The real snapshot, opened once a process. */
export function openRealSnapshot(): Snapshot {
  opened ??= openSnapshot(realSnapshotRoot());
  return opened;
}

/** True for the one caller of the run that must build the snapshot. */
function claim(root: string): boolean {
  try {
    mkdirSync(join(root, "claimed"));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function build(root: string): void {
  try {
    // In a process of its own, as npm does it: test files ask for the snapshot while they load, and cannot wait for a promise.
    const { PATH, HOME } = process.env;
    execFileSync(process.execPath, ["--import", "tsx", "ingest/cli.ts", "--snapshots", root], { cwd: PROJECT, env: { PATH, HOME } });
  } catch (error) {
    writeFileSync(join(root, "failed"), "");
    throw error;
  }
}
