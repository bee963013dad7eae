import { Worker } from "node:worker_threads";

/** What a worker thread answers to each job, in the order of its jobs. */
export type WorkerReply<Result> = { result: Result } | { fault: unknown };

/** A worker thread ended before it had answered; `cause` tells why where that is known. */
export class WorkerEnded extends Error {
  constructor(options?: ErrorOptions) {
    super("The worker thread ended before it had answered", options);
    this.name = "WorkerEnded";
  }
}

export interface OrderedPoolOptions<Job> {
  /** Number of threads, from 1. */
  workers: number;
  /** What each thread is given at its start (`workerData`). */
  data: unknown;
  weightOf: (job: Job) => number;
  /** How much weight may be handed out and not taken yet; every thread has a job even if that is more. */
  budget: number;
}

/** A result, its job, and the number of the thread that it comes from. */
export interface PoolResult<Job, Result> {
  job: Job;
  worker: number;
  reply: WorkerReply<Result>;
}

/** Worker threads that answer jobs in the order in which they were handed in. Each thread does its own jobs in that order too. */
export class OrderedPool<Job, Result> {
  private readonly threads: Thread<Result>[];

  /** Starts the threads at once. @param file module of the thread, .js, or .ts where the sources run as they are */
  constructor(
    file: URL,
    private readonly options: OrderedPoolOptions<Job>,
  ) {
    this.threads = Array.from({ length: options.workers }, () => new Thread<Result>(file, options.data));
  }

  get workers(): number {
    return this.threads.length;
  }

  /** Takes a job from the list only when there is room for it: as fast as results are taken. */
  async *map(jobs: Iterable<Job>): AsyncGenerator<PoolResult<Job, Result>> {
    const { weightOf, budget } = this.options;
    const open: { weight: number; answer: Promise<PoolResult<Job, Result>> }[] = [];
    let weight = 0;
    for (const job of jobs) {
      while (open.length >= this.threads.length && weight + weightOf(job) > budget) {
        const { weight: done, answer } = open.shift()!;
        yield await answer;
        weight -= done;
      }
      open.push({ weight: weightOf(job), answer: this.run(job) });
      weight += weightOf(job);
    }
    for (const { answer } of open) yield await answer;
  }

  /** Ends the threads, whatever they are doing. */
  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.end()));
  }

  private async run(job: Job): Promise<PoolResult<Job, Result>> {
    const least = Math.min(...this.threads.map((thread) => thread.waiting));
    const worker = this.threads.findIndex((thread) => thread.waiting === least);
    return { job, worker, reply: await this.threads[worker]!.ask(job) };
  }
}

/** One thread and the jobs that it has not answered. */
class Thread<Result> {
  private readonly worker: Worker;
  private readonly open: ((reply: WorkerReply<Result>) => void)[] = [];
  private ended: WorkerEnded | null = null;

  constructor(file: URL, data: unknown) {
    this.worker = startWorker(file, data);
    this.worker.on("message", (reply: WorkerReply<Result>) => this.open.shift()?.(reply));
    this.worker.on("error", (cause) => this.failAll(new WorkerEnded({ cause })));
    this.worker.on("exit", () => this.failAll(new WorkerEnded()));
  }

  get waiting(): number {
    return this.open.length;
  }

  ask(job: unknown): Promise<WorkerReply<Result>> {
    return new Promise((resolve) => {
      this.open.push(resolve);
      if (this.ended) this.failAll(this.ended);
      else this.worker.postMessage(job);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private failAll(reason: WorkerEnded): void {
    this.ended ??= reason;
    for (const answer of this.open.splice(0)) answer({ fault: this.ended });
  }
}

/** Room for what a job leaves behind (MB): with less, young garbage is collected so often that it is copied instead of dropped. */
const YOUNG_GENERATION_MB = 64;

/** Node runs no TypeScript in a thread by itself: where the sources run as they are, the thread registers their loader first. */
function startWorker(file: URL, workerData: unknown): Worker {
  const options = { workerData, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } };
  if (!file.pathname.endsWith(".ts")) return new Worker(file, options);
  const [loader, module] = [import.meta.resolve("tsx/esm/api"), file.href].map((href) => JSON.stringify(href));
  return new Worker(`import(${loader}).then(({ register }) => { register(); return import(${module}); });`, { ...options, eval: true });
}
