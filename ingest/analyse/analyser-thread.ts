import { parentPort, workerData } from "node:worker_threads";
import type { CorpusEntry } from "../corpus/corpus.js";
import { CorpusError } from "../errors.js";
import type { SharedDictionary } from "../segment/shared-dictionary.js";
import { Analyser, type AnalysedDocuments, type AnalyserSettings } from "./analyser.js";
import type { WorkerReply } from "./ordered-pool.js";

/**
 * A worker thread with an analyser of its own: first comes the dictionary, then entries come in, and documents or what is wrong
 * with one of them go out.
 */
parentPort!.once("message", (dictionary: SharedDictionary) => {
  const analyser = new Analyser(workerData as AnalyserSettings, dictionary);
  parentPort!.on("message", (entries: CorpusEntry[]) => {
    const reply = answer(analyser, entries);
    parentPort!.postMessage(reply, "result" in reply ? buffersOf(reply.result) : []);
  });
});

function answer(analyser: Analyser, entries: readonly CorpusEntry[]): WorkerReply<AnalysedDocuments> {
  try {
    return { result: analyser.analyse(entries) };
  } catch (error) {
    // An error of an own class would arrive as a plain one.
    return { fault: error instanceof CorpusError ? { file: error.file, field: error.field, fault: error.fault } : error };
  }
}

/** What is handed over, not copied. */
function buffersOf({ records, counted, words }: AnalysedDocuments): ArrayBuffer[] {
  const lists = [counted, words].flatMap((group) => Object.values<Uint32Array<ArrayBuffer>>({ ...group }));
  return [records, ...lists].map((array) => array.buffer);
}
