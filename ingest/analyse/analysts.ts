import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { CorpusEntry } from "../corpus/corpus.js";
import { CorpusError } from "../errors.js";
import { Analyser, type AnalysedDocument, type AnalyserSettings } from "./analyser.js";
import { OrderedPool, WorkerEnded } from "./ordered-pool.js";

/** A document and the name of the dictionary that its terms are numbered in. */
export interface SourcedDocument {
  analysed: AnalysedDocument;
  dictionary: string;
}

/** Those who analyse the documents of a corpus, in this thread or in others. */
export interface Analysts {
  readonly workers: number;
  /** The documents in the order of the entries, one at a time. @throws CorpusError */
  analyse(entries: readonly CorpusEntry[]): AsyncIterable<SourcedDocument>;
  close(): Promise<void>;
}

/** Each thread loads a segmenter of 260 MB, so there are few. */
const MOST_WORKERS = 4;
/** Below this much source text (bytes) the threads' start costs more than they save. */
const WORTH_THREADS = 4_000_000;
/** Source text (bytes) that may be handed out and not yet taken. */
const IN_FLIGHT = 2_000_000;

/**
 * Starts the analysts. Threads load their segmenters while the caller does something else.
 * @param workers number of threads, 0 for none; by the corpus and the machine when left out
 */
export function startAnalysts(settings: AnalyserSettings, entries: readonly CorpusEntry[], workers = usefulWorkers(entries)): Analysts {
  return workers > 0 ? new ThreadAnalysts(settings, workers) : new OwnAnalyst(settings);
}

function usefulWorkers(entries: readonly CorpusEntry[]): number {
  const processors = Math.min(availableParallelism(), MOST_WORKERS);
  return processors > 1 && entries.reduce((sum, { bytes }) => sum + bytes, 0) >= WORTH_THREADS ? processors : 0;
}

/** In this thread. */
class OwnAnalyst implements Analysts {
  readonly workers = 0;

  constructor(private readonly settings: AnalyserSettings) {}

  async *analyse(entries: readonly CorpusEntry[]): AsyncGenerator<SourcedDocument> {
    const analyser = new Analyser(this.settings);
    for (const entry of entries) yield { analysed: analyser.analyse(entry), dictionary: "own" };
  }

  async close(): Promise<void> {}
}

/** In threads of their own. */
class ThreadAnalysts implements Analysts {
  private readonly pool: OrderedPool<CorpusEntry, AnalysedDocument>;

  constructor(
    settings: AnalyserSettings,
    readonly workers: number,
  ) {
    // The thread's file lies beside this one, as source or as built.
    const file = new URL(`./analyser-thread${extname(fileURLToPath(import.meta.url))}`, import.meta.url);
    this.pool = new OrderedPool(file, { workers, data: settings, weightOf: ({ bytes }) => bytes, budget: IN_FLIGHT });
  }

  async *analyse(entries: readonly CorpusEntry[]): AsyncGenerator<SourcedDocument> {
    for await (const { job, worker, reply } of this.pool.map(entries)) {
      if ("fault" in reply) throw faultOf(reply.fault, job);
      yield { analysed: reply.result, dictionary: `thread ${worker}` };
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

function faultOf(fault: unknown, { meta }: CorpusEntry): unknown {
  if (fault instanceof WorkerEnded) {
    return new CorpusError(`documents/${meta.id}`, null, "处理这份文件时工作线程意外结束，可能是内存不足", { cause: fault });
  }
  if (fault instanceof Error) return fault;
  const { file, field, fault: what } = fault as Pick<CorpusError, "file" | "field" | "fault">;
  return new CorpusError(file, field, what);
}
