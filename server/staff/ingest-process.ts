import { execFile, spawn } from "node:child_process";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "../errors.js";

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

/** The preview of a file as JSON. @throws AppError 422 that says why it cannot be read */
export function previewInChild(path: string): Promise<string> {
  const args = commandFor("preview-cli", [path], [`--max-old-space-size=${PREVIEW_HEAP}`]);
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { timeout: PREVIEW_LIMIT_MS, maxBuffer: MOST_OUTPUT }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const ended = error.killed || error.code !== 1;
      const reason = ended ? "读取用时太长或内存不够" : stderr.trim();
      reject(new AppError("unreadable_file", 422, `这份文件读不出来：${reason}。`, { cause: error }));
    });
  });
}

/** How an ingest stands: for the workbench, which asks again and again. */
export interface IngestStatus {
  state: "idle" | "running" | "done" | "failed";
  /** What made it begin: the id of the document that was published. */
  documentId: string | null;
  startedAt: string | null;
  endedAt: string | null;
  /** The stages that are done, and at the end why it failed. */
  messages: string[];
}

export interface IngestFolders {
  corpusDir: string;
  snapshotDir: string;
}

const MOST_MESSAGES = 100;

/** One ingest at a time, in a child process. */
export class IngestProcess {
  private told: IngestStatus = { state: "idle", documentId: null, startedAt: null, endedAt: null, messages: [] };

  constructor(private readonly folders: IngestFolders) {}

  get status(): Readonly<IngestStatus> {
    return this.told;
  }

  get isRunning(): boolean {
    return this.told.state === "running";
  }

  /** Begins an ingest. @returns whether a snapshot was published @throws AppError 409 while another one runs */
  run(documentId: string): Promise<boolean> {
    if (this.isRunning) throw new AppError("ingest_running", 409, "正在收录，请等它完成后再试。");
    this.told = { state: "running", documentId, startedAt: new Date().toISOString(), endedAt: null, messages: [] };
    const { corpusDir, snapshotDir } = this.folders;
    const child = spawn(process.execPath, commandFor("cli", ["--corpus", corpusDir, "--snapshots", snapshotDir]), { stdio: ["ignore", "pipe", "pipe"] });
    const note = (data: Buffer): void => {
      for (const line of data.toString("utf8").split("\n")) if (line.trim() !== "") this.told.messages.push(line.trim());
      this.told.messages.splice(0, this.told.messages.length - MOST_MESSAGES);
    };
    child.stdout.on("data", note);
    child.stderr.on("data", note);
    return new Promise((resolve) => {
      const end = (succeeded: boolean): void => {
        this.told = { ...this.told, state: succeeded ? "done" : "failed", endedAt: new Date().toISOString() };
        resolve(succeeded);
      };
      child.on("error", (error) => {
        note(Buffer.from(String(error)));
        end(false);
      });
      child.on("close", (code) => this.isRunning && end(code === 0));
    });
  }
}
