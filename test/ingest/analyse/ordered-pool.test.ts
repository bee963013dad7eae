import { afterEach, describe, expect, it } from "vitest";
import { OrderedPool, WorkerEnded, type PoolResult } from "../../../ingest/analyse/ordered-pool.js";
import type { PoolJob } from "./pool-thread.js";

const FILE = new URL("./pool-thread.ts", import.meta.url);
const opened: OrderedPool<PoolJob, number>[] = [];

function poolOf(workers: number, budget: number): OrderedPool<PoolJob, number> {
  const pool = new OrderedPool<PoolJob, number>(FILE, { workers, data: null, weightOf: () => 1, budget });
  opened.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((pool) => pool.close()));
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}

const resultOf = ({ reply }: PoolResult<PoolJob, number>): unknown => ("result" in reply ? reply.result : reply.fault);

describe("OrderedPool", () => {
  it("answers in the order of the jobs, though early ones take longest, and uses every thread", async () => {
    const jobs = Array.from({ length: 24 }, (_, name) => ({ name, after: name % 3 === 0 ? 20 : 0 }));
    const results = await all(poolOf(3, 10).map(jobs));
    expect(results.map(resultOf)).toEqual(jobs.map(({ name }) => name));
    expect(results.map(({ job }) => job)).toEqual(jobs);
    expect(new Set(results.map(({ worker }) => worker))).toEqual(new Set([0, 1, 2]));
  });

  it.each([
    { workers: 1, budget: 1 },
    { workers: 2, budget: 1 },
    { workers: 2, budget: 5 },
  ])("has at most $budget jobs handed out and not taken, or one for each of $workers threads", async ({ workers, budget }) => {
    const most = Math.max(workers, budget);
    let drawn = 0;
    let taken = 0;
    let held = 0;
    const jobs = (function* (): Generator<PoolJob> {
      // A job is drawn before there is room for it: it is the one beyond.
      for (let name = 0; name < 40; name++, drawn++) {
        held = Math.max(held, drawn - taken);
        yield { name };
      }
    })();
    for await (const _result of poolOf(workers, budget).map(jobs)) {
      taken++;
      // A slow taker: time enough for a pool that does not wait.
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(drawn - taken).toBeLessThanOrEqual(most);
    }
    expect({ taken, held }).toEqual({ taken: 40, held: most });
  });

  it.each(["exit", "throw"] as const)("answers every job of a thread that ends by %s with the fault, in order", async (end) => {
    const pool = poolOf(1, 10);
    // Taken before the thread ends: an error may overtake the answer before it.
    expect((await all(pool.map([{ name: 0 }]))).map(resultOf)).toEqual([0]);
    const others = (await all(pool.map([{ name: 1, end }, { name: 2 }, { name: 3 }]))).map(resultOf);
    expect(others).toHaveLength(3);
    for (const fault of others) expect(fault).toBeInstanceOf(WorkerEnded);
    if (end === "throw") expect((others[0] as WorkerEnded).cause).toMatchObject({ message: "job 1" });
  });

  it("answers a job that comes after its thread ended", async () => {
    const pool = poolOf(1, 10);
    await all(pool.map([{ name: 0, end: "exit" }]));
    expect((await all(pool.map([{ name: 1 }]))).map(resultOf)[0]).toBeInstanceOf(WorkerEnded);
  });
});
