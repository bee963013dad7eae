import { execFile, spawn, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { FastifyBaseLogger } from "fastify";
import { holdsDocument, publishedGeneration } from "../../ingest/staff.js";
import { AppError, isChinese } from "../errors.js";

/** Ingest runs beside the server, never in it: a file that takes all memory or never ends takes no answer with it. */

const EXTENSION = extname(fileURLToPath(import.meta.url));
const PREVIEW_LIMIT_MS = 120_000;
const MOST_OUTPUT = 200_000_000;
/** Megabytes of JS heap of a preview. */
const PREVIEW_HEAP = 1024;

/** Where the sources run as they are, the child registers their loader as well. */
function commandFor(script: string, args: readonly string[], nodeArgs: readonly string[] = []): string[] {
  const loader = EXTENSION === ".ts" ? ["--import", "tsx"] : [];
  return [...nodeArgs, ...loader, join(import.meta.dirname, "../../ingest", `${script}${EXTENSION}`), ...args];
}

/**
 * The preview of a file as JSON.
 * @throws AppError 422 that says why it cannot be read; its cause holds what the program said
 */
export function previewInChild(path: string): Promise<string> {
  const args = commandFor("preview-cli", [path], [`--max-old-space-size=${PREVIEW_HEAP}`]);
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { timeout: PREVIEW_LIMIT_MS, maxBuffer: MOST_OUTPUT }, (error, stdout) => {
      if (!error) return resolve(stdout);
      const ended = error.killed || error.code !== 1;
      const reason = ended ? "读取用时太长或内存不够" : stdout.trim().replace(/。$/, "") || "读取程序出错";
      reject(new AppError("unreadable_file", 422, `这份文件读不出来：${reason}。`, { cause: error }));
    });
  });
}

/** How an ingest stands: for the workbench, which asks again and again. */
export interface IngestStatus {
  state: "idle" | "running" | "done" | "failed";
  /** What made it begin: the document that was published, and the upload that it was. */
  documentId: string | null;
  uploadId: string | null;
  startedAt: string | null;
  endedAt: string | null;
  /** The stages that are done, then the report. */
  messages: string[];
  /** Where it failed, why. */
  fault: string | null;
}

export interface IngestFolders {
  corpusDir: string;
  snapshotDir: string;
}

const MOST_MESSAGES = 100;
const MOST_FAULTS = 20;
/** Lines of its complaints that are kept for the log. */
const MOST_SAID = 200;

/** One ingest at a time, in a child process. */
export class IngestProcess {
  private told: IngestStatus = { state: "idle", documentId: null, uploadId: null, startedAt: null, endedAt: null, messages: [], fault: null };

  constructor(
    private readonly folders: IngestFolders,
    private readonly log: Pick<FastifyBaseLogger, "error">,
  ) {}

  get status(): Readonly<IngestStatus> {
    return this.told;
  }

  get isRunning(): boolean {
    return this.told.state === "running";
  }

  /**
   * Begins an ingest for the sake of a document. Other files of the corpus that cannot be read (exit code 1) are left out and
   * concern nobody here: what counts is whether the document stands in a snapshot that was not there before.
   * @returns whether it does; false as well where the ingest cannot begin
   * @throws AppError 409 while another one runs
   */
  async run(documentId: string, uploadId: string): Promise<boolean> {
    if (this.isRunning) throw new AppError("ingest_running", 409, "正在收录，请等它完成后再试。");
    this.told = { state: "running", documentId, uploadId, startedAt: new Date().toISOString(), endedAt: null, messages: [], fault: null };
    const faults: string[] = [];
    const succeeded = await this.takeIn(documentId, faults).catch((error: unknown) => {
      this.log.error({ err: error, documentId }, "an ingest could not be run");
      return false;
    });
    const fault = succeeded ? null : toldLines(faults, this.folders).slice(-MOST_FAULTS).join("\n") || "收录程序意外结束，请稍后再试。";
    if (!succeeded) this.log.error({ documentId, said: faults }, "an ingest did not take a document in");
    this.told = { ...this.told, state: succeeded ? "done" : "failed", endedAt: new Date().toISOString(), fault };
    return succeeded;
  }

  /** @param faults filled with what the ingest says is wrong, as it says it */
  private async takeIn(documentId: string, faults: string[]): Promise<boolean> {
    const { corpusDir, snapshotDir } = this.folders;
    const before = publishedGeneration(snapshotDir);
    const child: ChildProcess = spawn(process.execPath, commandFor("cli", ["--corpus", corpusDir, "--snapshots", snapshotDir]), { stdio: ["ignore", "pipe", "pipe"] });
    const ended = new Promise<void>((resolve, reject) => child.on("error", reject).on("close", () => resolve()));
    // Where the system has no pipes left there are none, and an error follows.
    if (child.stdout && child.stderr) {
      createInterface(child.stdout).on("line", (line) => this.tell(line));
      createInterface(child.stderr).on("line", (line) => {
        this.tell(line);
        faults.push(line);
        faults.splice(0, faults.length - MOST_SAID);
      });
    }
    await ended;
    return isTakenIn(documentId, snapshotDir, before);
  }

  private tell(line: string): void {
    this.told.messages.push(...toldLines([line], this.folders));
    this.told.messages.splice(0, this.told.messages.length - MOST_MESSAGES);
  }
}

/** Of what the ingest says, what is for people: no traces of the program, and no path of this machine. */
export function toldLines(lines: readonly string[], { corpusDir, snapshotDir }: IngestFolders): string[] {
  const names: [string, string][] = [[resolve(corpusDir), "语料文件夹"], [resolve(snapshotDir), "快照文件夹"], [tmpdir(), "临时文件夹"]];
  // The longest first: one may stand in another.
  names.sort(([a], [b]) => b.length - a.length);
  const told = lines.filter((line) => isChinese(line) && !line.includes("程序内部错误"));
  return told.map((line) => names.reduce((text, [path, name]) => text.replaceAll(path, name), line.trim()));
}

/** @param before the generation that was current when the ingest began */
function isTakenIn(documentId: string, snapshotDir: string, before: string | null): boolean {
  try {
    const now = publishedGeneration(snapshotDir);
    return now !== null && now !== before && holdsDocument(now, documentId);
  } catch {
    // A snapshot that cannot be read has taken nothing in.
    return false;
  }
}
