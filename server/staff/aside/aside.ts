import { fork, type ChildProcess } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { EngineSettings } from "../../chat/engine.js";
import { AppError } from "../../errors.js";
import type { TaskKind, TaskReply, Tasks } from "./task.js";

/** How long a task may take (ms). */
const LIMITS: Record<TaskKind, number> = { effect: 15 * 60_000, replay: 2 * 60_000 };

/** The snapshot that a task needs is no longer kept, or cannot be used; the message says why. */
export class SnapshotRefused extends Error {}

/**
 * Runs tasks in processes of their own, one of each kind at a time: each has a segmenter of 260 MB. A process, not a thread: one
 * that is killed, or runs out of memory, takes nothing with it.
 */
export class Aside {
  private readonly running = new Map<TaskKind, ChildProcess>();

  constructor(private readonly settings: EngineSettings) {}

  /**
   * @throws AppError `busy` while another of the kind runs, and what went wrong in words a person can read
   * @throws SnapshotRefused
   */
  async run<K extends TaskKind>(kind: K, input: Tasks[K]["input"], onProgress: (looked: number, total: number) => void = () => undefined): Promise<Tasks[K]["result"]> {
    if (this.running.has(kind)) throw new AppError("busy", 503, "同事正在做同样的事，请稍后再试。");
    const child = startProcess();
    this.running.set(kind, child);
    const overdue = setTimeout(() => child.kill("SIGKILL"), LIMITS[kind]);
    try {
      child.send({ kind, input, settings: this.settings });
      return (await resultOf(child, onProgress)) as Tasks[K]["result"];
    } finally {
      clearTimeout(overdue);
      this.running.delete(kind);
      child.kill("SIGKILL");
    }
  }

  /** Ends what runs; whoever waits for it is told. */
  close(): void {
    for (const child of this.running.values()) child.kill("SIGKILL");
  }
}

/** The module lies beside this one, as source or as built; Node runs no TypeScript by itself. */
function startProcess(): ChildProcess {
  const extension = extname(fileURLToPath(import.meta.url));
  const execArgv = extension === ".ts" ? ["--import", import.meta.resolve("tsx")] : [];
  return fork(new URL(`./task-process${extension}`, import.meta.url), { execArgv, serialization: "advanced", stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

function resultOf(child: ChildProcess, onProgress: (looked: number, total: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const failed = (cause?: unknown): void => reject(new AppError("task_failed", 500, "没有算成，可能是内存不足或者时间太长，请稍后再试。", { cause }));
    child.on("error", failed);
    child.on("exit", () => failed());
    child.on("message", (reply: TaskReply) => {
      if (reply.type === "progress") onProgress(reply.looked, reply.total);
      else if (reply.type === "result") resolve(reply.result);
      else if (reply.kind === "snapshot") reject(new SnapshotRefused(reply.message));
      else if (reply.kind === "told") reject(new AppError("task_failed", 500, reply.message));
      else failed(reply.message);
    });
  });
}
