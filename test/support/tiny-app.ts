import { join } from "node:path";
import { openSnapshot } from "../../ingest/index.js";
import { runIngest } from "../../ingest/pipeline.js";
import { Engine } from "../../server/chat/engine.js";
import { bootApp, type BootedApp } from "./app.js";
import { writeTinyCorpus } from "./tiny-corpus.js";

/** The real application on the tiny corpus with changes, ingested below `folder`. `app.close()` ends all of it. */
export async function bootTinyApp(folder: string, changes: Parameters<typeof writeTinyCorpus>[1]): Promise<BootedApp> {
  const snapshotRoot = join(folder, "snapshots");
  await runIngest({ corpusFolder: writeTinyCorpus(folder, changes), snapshotRoot });
  return bootApp({ engines: new Engine(openSnapshot(snapshotRoot)) });
}
