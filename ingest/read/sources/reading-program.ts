import { readFileSync, writeFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { readFormat } from "../read-format.js";
import { Scanned, Unreadable } from "../unreadable.js";
import type { ReadingOrder, ReadingReply } from "./reading-order.js";

/**
 * A process that reads files of strangers and may die of it: texts go to files, the rest goes out as messages. A thread
 * watches its memory, for a reader that runs away cannot watch itself.
 * @see ReadingChild
 */

const memory = Number(process.argv[2]);
const WATCH_MS = 20;
const WATCHDOG = `
  const { workerData: { memory, parent } } = require("node:worker_threads");
  setInterval(() => {
    if (process.memoryUsage.rss() > memory || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, ${WATCH_MS});
`;

new Worker(WATCHDOG, { eval: true, workerData: { memory, parent: process.ppid } }).unref();
process.on("message", (order: ReadingOrder) => void answer(order).then((reply) => process.send!({ ...reply, rss: process.memoryUsage.rss() })));
process.on("disconnect", () => process.exit());

async function answer({ path, file, textPath }: ReadingOrder): Promise<Omit<ReadingReply, "rss">> {
  try {
    const { text, format, notes } = await readFormat(readFileSync(path), file);
    writeFileSync(textPath, text);
    return { format, notes };
  } catch (error) {
    return { unreadable: reasonOf(error), scannedPages: error instanceof Scanned ? error.pages : null };
  }
}

/** What a file did to a reader that did not expect it is told in our words: those of a library help nobody who reads the report. */
function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  if (error instanceof RangeError) return "文件内部嵌套太深或大得不正常，没有读取";
  return "文件内部结构不对，可能已损坏；请重新下载或另存一份";
}
