import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { CorpusEntry } from "../corpus/corpus.js";
import { CorpusError } from "../errors.js";
import { Analyser, type AnalysedDocuments, type AnalyserSettings } from "./analyser.js";
import { OrderedPool, WorkerEnded } from "./ordered-pool.js";

/** Documents and the name of the dictionary that their terms are numbered in; null for one of their own. */
export interface SourcedDocuments {
  analysed: AnalysedDocuments;
  dictionary: string | null;
  /** True where an ingest before made them. */
  kept?: boolean;
}

/** Those who analyse the documents of a corpus, in this thread or in others. */
export interface Analysts {
  readonly workers: number;
  /** The documents in the order of the entries, a few at a time. @throws CorpusError */
  analyse(entries: readonly CorpusEntry[]): AsyncIterable<SourcedDocuments>;
  close(): Promise<void>;
}

/** Each thread loads a segmenter of 260 MB, so there are few. */
const MOST_WORKERS = 4;
/** Below this much source text (bytes) the threads' start costs more than they save. */
const WORTH_THREADS = 4_000_000;
/** Source text (bytes) that may be handed out and not yet taken. */
const IN_FLIGHT = 4_000_000;
/** Source text (bytes) of documents that are analysed together: the more, the fewer places the postings of a term come from. */
const BATCH = 600_000;

/** Threads with an analyser each. */
export type AnalystThreads = OrderedPool<readonly CorpusEntry[], AnalysedDocuments>;

/**
 * Starts threads, which load their segmenters while the caller does something else.
 * @param bytes of source text that there will be to analyse
 * @param workers number of threads, 0 for none; by the text and the machine when left out
 * @returns null where there are to be none
 */
export function startThreads(settings: AnalyserSettings, bytes: number, workers = usefulWorkers(bytes)): AnalystThreads | null {
  if (workers === 0) return null;
  // The thread's file lies beside this one, as source or as built.
  const file = new URL(`./analyser-thread${extname(fileURLToPath(import.meta.url))}`, import.meta.url);
  return new OrderedPool(file, { workers, data: settings, weightOf: bytesOf, budget: IN_FLIGHT });
}

export interface AnalystOptions {
  /** As for `startThreads`. */
  workers?: number | undefined;
  /** Threads that were started before. */
  threads?: AnalystThreads | null | undefined;
  /** Source text (bytes) of documents that are analysed together; 0: each by itself. */
  together?: number;
}

export function startAnalysts(settings: AnalyserSettings, entries: readonly CorpusEntry[], { workers, threads, together = BATCH }: AnalystOptions = {}): Analysts {
  const pool = threads ?? startThreads(settings, bytesOf(entries), workers);
  return pool ? new ThreadAnalysts(pool, together) : new OwnAnalyst(settings, together);
}

function usefulWorkers(bytes: number): number {
  const processors = Math.min(availableParallelism(), MOST_WORKERS);
  return processors > 1 && deservesThreads(bytes) ? processors : 0;
}

/** Whether so much source text (bytes) is worth the start of threads. */
export function deservesThreads(bytes: number): boolean {
  return bytes >= WORTH_THREADS;
}

/** Neighbours together: what is done once a batch, and handed over between threads, is done less often. */
function* batchesOf(entries: readonly CorpusEntry[], together: number): Generator<CorpusEntry[]> {
  let batch: CorpusEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (batch.length > 0 && bytes + entry.bytes > together) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += entry.bytes;
  }
  if (batch.length > 0) yield batch;
}

function bytesOf(entries: readonly CorpusEntry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** In this thread. */
class OwnAnalyst implements Analysts {
  readonly workers = 0;

  constructor(
    private readonly settings: AnalyserSettings,
    private readonly together: number,
  ) {}

  async *analyse(entries: readonly CorpusEntry[]): AsyncGenerator<SourcedDocuments> {
    const analyser = new Analyser(this.settings);
    for (const batch of batchesOf(entries, this.together)) yield { analysed: analyser.analyse(batch), dictionary: "own" };
  }

  async close(): Promise<void> {}
}

/** In threads of their own. */
class ThreadAnalysts implements Analysts {
  constructor(
    private readonly pool: AnalystThreads,
    private readonly together: number,
  ) {}

  get workers(): number {
    return this.pool.workers;
  }

  async *analyse(entries: readonly CorpusEntry[]): AsyncGenerator<SourcedDocuments> {
    for await (const { job, worker, reply } of this.pool.map(batchesOf(entries, this.together))) {
      if ("fault" in reply) throw faultOf(reply.fault, job);
      yield { analysed: reply.result, dictionary: `thread ${worker}` };
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

function faultOf(fault: unknown, entries: readonly CorpusEntry[]): unknown {
  if (fault instanceof WorkerEnded) {
    const others = entries.length > 1 ? `或其后 ${entries.length - 1} 份` : "";
    return new CorpusError(`documents/${entries[0]!.meta.id}`, null, `处理这份${others}文件时工作线程意外结束，可能是内存不足`, { cause: fault });
  }
  if (fault instanceof Error) return fault;
  const { file, field, fault: what } = fault as Pick<CorpusError, "file" | "field" | "fault">;
  return new CorpusError(file, field, what);
}
