import { parentPort, workerData } from "node:worker_threads";
import type { CorpusEntry } from "../corpus/corpus.js";
import { CorpusError } from "../errors.js";
import { Analyser, type AnalysedDocument, type AnalyserSettings } from "./analyser.js";
import type { WorkerReply } from "./ordered-pool.js";

/** A worker thread with an analyser of its own: an entry comes in, a document or what is wrong with it goes out. */

const analyser = new Analyser(workerData as AnalyserSettings);

parentPort!.on("message", (entry: CorpusEntry) => {
  const reply = answer(entry);
  parentPort!.postMessage(reply, "result" in reply ? buffersOf(reply.result) : []);
});

function answer(entry: CorpusEntry): WorkerReply<AnalysedDocument> {
  try {
    return { result: analyser.analyse(entry) };
  } catch (error) {
    // An error of an own class would arrive as a plain one.
    return { fault: error instanceof CorpusError ? { file: error.file, field: error.field, fault: error.fault } : error };
  }
}

/** What is handed over, not copied. */
function buffersOf({ record, counted, words }: AnalysedDocument): ArrayBuffer[] {
  const lists = [counted, words].flatMap((group) => Object.values<Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>({ ...group }));
  return [record, ...lists].map((array) => array.buffer);
}
