import { fork, type ChildProcess } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { Unreadable } from "../unreadable.js";
import type { ReadingLimits, ReadingOrder, ReadingReply } from "./reading-order.js";

const MEGABYTE = 1024 * 1024;
/** What V8 may hold of the memory; buffers live beside it. */
const HEAP_SHARE = 0.6;
/** A child that holds more than this share of its memory after a file is not asked again. */
const STILL_FRESH = 0.4;

/**
 * A process that reads one file after another. Where a file makes it run away or die, the file is told to be unreadable
 * and the next one gets a new process.
 */
export class ReadingChild {
  private process: ChildProcess | null = null;

  constructor(private readonly limits: ReadingLimits) {}

  /** @throws Unreadable where the file ends the child */
  async read(order: ReadingOrder): Promise<ReadingReply> {
    const child = (this.process ??= startProgram(this.limits.memory));
    const reply = await this.answerOf(child, order);
    if (reply.rss > STILL_FRESH * this.limits.memory) this.close();
    return reply;
  }

  close(): void {
    this.process?.kill("SIGKILL");
    this.process = null;
  }

  private answerOf(child: ChildProcess, order: ReadingOrder): Promise<ReadingReply> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        child.removeAllListeners("message").removeAllListeners("exit").removeAllListeners("error");
        child.on("error", () => undefined);
        settle();
      };
      const fail = (reason: string, cause?: unknown): void =>
        end(() => {
          this.close();
          reject(new Unreadable(reason, { cause }));
        });
      const timer = setTimeout(() => fail(`读了 ${this.limits.time / 1000} 秒还没有读完，已停止；文件可能异常大，或是恶意构造的`), this.limits.time);
      child.on("message", (reply: ReadingReply) => end(() => resolve(reply)));
      child.on("exit", (code, signal) => fail(this.reasonOfEnd(code, signal)));
      child.on("error", (cause) => fail("读取程序没有启动起来", cause));
      child.send(order);
    });
  }

  /** The watchdog kills, and V8 aborts, where memory runs out. */
  private reasonOfEnd(code: number | null, signal: NodeJS.Signals | null): string {
    const memory = signal === "SIGKILL" || signal === "SIGABRT" || signal === "SIGTRAP" || code === 134;
    if (memory) return `读取时占用内存超过 ${Math.round(this.limits.memory / MEGABYTE)} MB，已停止；文件可能异常大，或是恶意构造的`;
    return `读取程序意外结束（${signal ?? code}），文件可能已损坏`;
  }
}

/** The program lies beside this file, as source or as built; it gets no setting and no key of ours. */
function startProgram(memory: number): ChildProcess {
  const extension = extname(fileURLToPath(import.meta.url));
  const program = fileURLToPath(new URL(`./reading-program${extension}`, import.meta.url));
  const loader = extension === ".ts" ? ["--import", import.meta.resolve("tsx")] : [];
  const { PATH, HOME, TMPDIR, SYSTEMROOT } = process.env;
  return fork(program, [String(memory)], {
    execArgv: [`--max-old-space-size=${Math.round((HEAP_SHARE * memory) / MEGABYTE)}`, ...loader],
    env: { PATH, HOME, TMPDIR, SYSTEMROOT },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}
