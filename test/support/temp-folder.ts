import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

/** A new empty folder for the running test; gone when it ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "policy-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new empty folder for the tests of a file or of a describe block; gone when they are done. */
export function sharedTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "policy-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
