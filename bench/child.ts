import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const HEAP_MB = 16_000;

/** Runs a script of this folder in a fresh process and parses the JSON that it prints. Its errors go to the terminal. */
export function runChild<T>(script: string, args: readonly string[]): T {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const flags = ["--expose-gc", `--max-old-space-size=${HEAP_MB}`, "--import", "tsx"];
  const output = execFileSync(process.execPath, [...flags, path, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 28 });
  return JSON.parse(output) as T;
}

/** Resident memory of this process once the garbage is gone, in bytes; the process must run with --expose-gc. */
export function residentBytes(): number {
  if (!globalThis.gc) throw new Error("Expected a process that runs with --expose-gc");
  for (let i = 0; i < 3; i++) globalThis.gc();
  return process.memoryUsage.rss();
}
