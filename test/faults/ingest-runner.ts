import { closeSync, openSync } from "node:fs";
import { CorpusError, SnapshotError } from "../../ingest/errors.js";
import { loadJieba } from "../../ingest/segment/jieba.js";
import { runIngest } from "../../ingest/pipeline.js";
import { storageFault } from "../../ingest/storage-fault.js";
import { lightenJieba } from "./light-jieba.js";

/**
 * Ingests when it is told to, segmenter loaded before. With `forever` it takes the corpora in turn until it is killed and tells
 * each stage; else once, with at most `descriptors` free, and tells how it ended.
 */
export type RunnerOrder = { corpora: string[]; snapshotRoot: string } & ({ forever: true } | { forever: false; descriptors?: number });
export type RunnerReply = { ready: true } | { stage: string; ms: number } | { published: string } | { told: string | null; error: string };

const say = (reply: RunnerReply): void => void process.send!(reply);

lightenJieba();
loadJieba(["试点集群", "主导产业"]);
process.on("message", (order: RunnerOrder) => void (order.forever ? ingestForever(order) : ingestOnce(order)));
say({ ready: true });

async function ingestForever({ corpora, snapshotRoot }: RunnerOrder): Promise<void> {
  for (let i = 0; ; i++) {
    const started = performance.now();
    const onProgress = (stage: string): void => say({ stage, ms: performance.now() - started });
    await runIngest({ corpusFolder: corpora[i % corpora.length]!, snapshotRoot, workers: 0, onProgress });
  }
}

async function ingestOnce({ corpora, snapshotRoot, descriptors }: RunnerOrder & { forever: false }): Promise<void> {
  const release = descriptors === undefined ? () => undefined : leaveFree(descriptors);
  try {
    const { snapshot } = await runIngest({ corpusFolder: corpora[0]!, snapshotRoot, workers: 0 });
    release();
    say({ published: snapshot!.id });
  } catch (error) {
    release();
    const told = error instanceof SnapshotError || error instanceof CorpusError ? error.message : storageFault(error);
    say({ told, error: String(error) });
  }
}

/** Takes every descriptor that the process may have, but some. @returns gives them back */
function leaveFree(wanted: number): () => void {
  const taken: number[] = [];
  try {
    for (;;) taken.push(openSync("/dev/null", "r"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EMFILE") throw error;
  }
  for (const descriptor of taken.splice(0, wanted)) closeSync(descriptor);
  return () => taken.forEach((descriptor) => closeSync(descriptor));
}
