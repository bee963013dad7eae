import { statSync, watch } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** An editor writes a file in several steps, and a folder is copied file by file: wait until all is quiet. */
const QUIET_MS = 500;

/**
 * Runs the work whenever something below the paths has changed and nothing changes any more. One run at a time: what changes
 * meanwhile is taken up by the next.
 * @param work does not throw: what goes wrong is told, and does not end the watch
 * @param signal ends it, after a run that has begun
 */
export async function watchFolders(paths: readonly string[], work: () => Promise<void>, signal: AbortSignal, quietMs = QUIET_MS): Promise<void> {
  let changes = 0;
  let wake = (): void => undefined;
  const note = (): void => {
    changes++;
    wake();
  };
  const watchers = paths.map((path) => watch(path, { recursive: statSync(path).isDirectory() }, note));
  // A folder that is taken away: the run that follows says what is missing.
  for (const watcher of watchers) watcher.on("error", note);
  signal.addEventListener("abort", () => wake());
  try {
    while (!signal.aborted) {
      if (changes === 0) await new Promise<void>((resolve) => (wake = resolve));
      for (let seen = -1; seen !== changes && !signal.aborted; ) {
        seen = changes;
        await sleep(quietMs, undefined, { signal }).catch(() => undefined);
      }
      if (signal.aborted) return;
      changes = 0;
      await work();
    }
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}
