import { parentPort } from "node:worker_threads";

/** A thread for the tests of the pool: answers with what it was asked, after a while, or ends. */
export interface PoolJob {
  name: number;
  /** Milliseconds. */
  after?: number;
  end?: "exit" | "throw";
}

let before = Promise.resolve();

parentPort!.on("message", (job: PoolJob) => {
  before = before.then(() => answer(job));
});

async function answer({ name, after = 0, end }: PoolJob): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, after));
  if (end === "exit") process.exit(1);
  if (end === "throw") throw new Error(`job ${name}`);
  parentPort!.postMessage({ result: name });
}
