import { join } from "node:path";
import { openSnapshot } from "../../ingest/index.js";
import { runIngest } from "../../ingest/pipeline.js";
import { Engine } from "../../server/chat/engine.js";
import { bootApp, type BootedApp } from "./app.js";
import { writeTinyCorpus } from "./tiny-corpus.js";

/** The engine of the tiny corpus with changes, ingested below `folder`. */
export async function tinyEngine(folder: string, changes: Parameters<typeof writeTinyCorpus>[1]): Promise<Engine> {
  const snapshotRoot = join(folder, "snapshots");
  await runIngest({ corpusFolder: writeTinyCorpus(folder, changes), snapshotRoot });
  return new Engine(openSnapshot(snapshotRoot));
}

/** The real application on it. `app.close()` ends all of it. */
export async function bootTinyApp(...corpus: Parameters<typeof tinyEngine>): Promise<BootedApp> {
  return bootApp({ engines: await tinyEngine(...corpus) });
}
