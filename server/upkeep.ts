import type { FastifyBaseLogger } from "fastify";
import type { Channels } from "./channels/channels.js";
import type { Engines } from "./chat/engines.js";
import type { Store } from "./store/store.js";

const LOOK_EVERY_MS = 2000;
const CLEAN_EVERY_MS = 6 * 3600_000;
const DAY_MS = 24 * 3600_000;

export interface Upkeep {
  engines: Engines;
  channels: Channels;
  store: Store;
  /** 0: conversations are kept. */
  retentionDays: number;
  log: FastifyBaseLogger;
}

/** What goes on beside the questions: a new snapshot or site list is taken up, old conversations are deleted. @returns ends it */
export function keepUp(upkeep: Upkeep): () => void {
  const clean = (): void => cleanUp(upkeep);
  clean();
  const timers = [setInterval(() => lookForChanges(upkeep), LOOK_EVERY_MS), setInterval(clean, CLEAN_EVERY_MS)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach((timer) => clearInterval(timer));
}

function lookForChanges({ engines, channels, log }: Upkeep): void {
  const refreshed = engines.refresh();
  if (refreshed.outcome === "swapped") log.info({ snapshot: refreshed.engine.snapshot.manifest.id }, "took up a new snapshot");
  if (refreshed.outcome === "refused") log.error({ err: refreshed.error }, "refused a new snapshot, the old one goes on");
  try {
    if (channels.reload()) log.info("read the list of sites anew");
  } catch (error) {
    log.error({ err: error }, "refused the list of sites, the old one stays in force");
  }
}

function cleanUp({ store, retentionDays, log }: Upkeep): void {
  if (retentionDays === 0) return;
  try {
    const deleted = store.deleteBefore(new Date(Date.now() - retentionDays * DAY_MS).toISOString());
    if (deleted > 0) log.info({ deleted }, "deleted conversations past their time");
  } catch (error) {
    log.error({ err: error }, "could not delete old conversations");
  }
}
