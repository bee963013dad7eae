import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { parse, stringify } from "yaml";
import { syncFile, writeSynced } from "../../ingest/index.js";
import { documentMetaSchema, type FilePreview } from "../../ingest/staff.js";
import { AppError, isChinese } from "../errors.js";
import { IngestProcess, previewInChild, type IngestFolders } from "./ingest-process.js";

/**
 * Beside the documents, on the same disk, and no ingest looks in here. An upload is a folder: what is known of it, its preview,
 * and the folder of the document that it may become, which goes to the documents in one step, and back in one.
 */
const DESK = ".uploads";
const TICKET = "upload.json";
const PREVIEW = "preview.json";
const DOCUMENT = "document";
const META = "meta.yaml";
const ID = /^[0-9a-f-]{36}$/;
const DAY_MS = 24 * 3600_000;
/** Uploads that wait to be published. */
const MOST_WAITING = 20;
const LONGEST_NAME = 100;

/** What is wrong with a field of the metadata. */
export interface FieldFault {
  field: string;
  message: string;
}

/** A file that waits to become a document. */
export interface Ticket {
  uploadId: string;
  /** As whoever uploaded it calls it. */
  name: string;
  uploadedAt: string;
}

/** What is known of a file that waits. `meta` is what it was to be published with when an ingest failed. */
export interface Upload extends Ticket {
  preview: FilePreview;
  meta: Record<string, unknown> | null;
}

/** Files that wait to become documents: read and looked at first, published as a whole or not at all. */
export class UploadDesk {
  readonly ingest: IngestProcess;
  private readonly desk: string;

  constructor(private readonly folders: IngestFolders) {
    this.ingest = new IngestProcess(folders);
    this.desk = join(folders.corpusDir, DESK);
  }

  /**
   * Takes a file in and reads it as ingest would.
   * @param name as whoever uploads calls it; only its extension is used
   * @throws AppError 422 where it cannot be read, 429 where too many wait
   */
  async receive(name: string, bytes: Uint8Array): Promise<Upload> {
    this.clearOld();
    const uploadId = randomUUID();
    const folder = join(this.desk, uploadId);
    mkdirSync(join(folder, DOCUMENT), { recursive: true });
    try {
      const file = join(folder, DOCUMENT, `source${safeExtension(name)}`);
      writeSynced(file, bytes);
      writeFileSync(join(folder, PREVIEW), await previewInChild(file));
      const ticket: Ticket = { uploadId, name: name.slice(-LONGEST_NAME), uploadedAt: new Date().toISOString() };
      writeFileSync(join(folder, TICKET), JSON.stringify(ticket));
      return this.look(uploadId);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** What waits, the newest first. */
  list(): Ticket[] {
    const tickets = this.uploads().filter(isWaiting).map(ticketIn);
    return tickets.sort((a, b) => (a.uploadedAt < b.uploadedAt ? 1 : -1));
  }

  /** @throws AppError 404 */
  look(uploadId: string): Upload {
    const folder = this.folderOf(uploadId);
    const meta = join(folder, DOCUMENT, META);
    return {
      ...ticketIn(folder),
      preview: JSON.parse(readFileSync(join(folder, PREVIEW), "utf8")) as FilePreview,
      meta: existsSync(meta) ? (parse(readFileSync(meta, "utf8")) as Record<string, unknown>) : null,
    };
  }

  /** @throws AppError 404 */
  discard(uploadId: string): void {
    rmSync(this.folderOf(uploadId), { recursive: true, force: true });
  }

  /**
   * Makes a document of an upload and begins an ingest. Where the document is not taken in the corpus is as it was before.
   * @param meta as `meta.yaml` has it, without the source file
   * @returns the document's id, and whether the ingest took it in
   * @throws AppError 400 with the faults by field, 404, 409 where the id is taken or an ingest runs
   */
  publish(uploadId: string, meta: Readonly<Record<string, unknown>>): { documentId: string; ended: Promise<boolean> } {
    const folder = this.folderOf(uploadId);
    const document = join(folder, DOCUMENT);
    const file = readdirSync(document).find((name) => name.startsWith("source"))!;
    const checked = checkedMeta({ ...meta, source: { ...(typeof meta.source === "object" ? meta.source : {}), file } });
    const target = join(this.folders.corpusDir, "documents", checked.id);
    if (existsSync(target)) {
      const message = `已有编号为「${checked.id}」的文件；新版本请另取编号，在“取代”里写明它取代哪一份。`;
      throw new AppError("document_exists", 409, message, { details: [{ field: "id", message: "已有这个编号的文件" } satisfies FieldFault] });
    }
    if (this.ingest.isRunning) throw new AppError("ingest_running", 409, "正在收录，请等它完成后再试。");
    writeSynced(join(document, META), Buffer.from(stringify(checked)));
    renameSync(document, target);
    syncFile(join(this.folders.corpusDir, "documents"));
    return { documentId: checked.id, ended: this.ingestOrTakeBack(uploadId, checked.id, { folder, target }) };
  }

  private async ingestOrTakeBack(uploadId: string, documentId: string, { folder, target }: { folder: string; target: string }): Promise<boolean> {
    const succeeded = await this.ingest.run(documentId, uploadId);
    if (succeeded) rmSync(folder, { recursive: true, force: true });
    // Back to the desk, so that it can be published again with other metadata.
    else renameSync(target, join(folder, DOCUMENT));
    return succeeded;
  }

  private folderOf(uploadId: string): string {
    const folder = join(this.desk, uploadId);
    if (!ID.test(uploadId) || !isWaiting(folder)) throw new AppError("unknown_upload", 404, "没有这份上传的文件，可能已经发布或过期，请重新上传。");
    return folder;
  }

  private uploads(): string[] {
    return existsSync(this.desk) ? readdirSync(this.desk).map((name) => join(this.desk, name)) : [];
  }

  private clearOld(): void {
    const all = this.uploads();
    const old = all.filter((folder) => Date.now() - statSync(folder).mtimeMs > DAY_MS);
    for (const folder of old) rmSync(folder, { recursive: true, force: true });
    if (all.length - old.length >= MOST_WAITING) throw new AppError("too_many_uploads", 429, `还有 ${MOST_WAITING} 份上传的文件没有处理，请先发布或删除。`);
  }
}

/** One that is being read, or whose document stands among the others, does not wait. */
function isWaiting(folder: string): boolean {
  return existsSync(join(folder, TICKET)) && existsSync(join(folder, DOCUMENT));
}

function ticketIn(folder: string): Ticket {
  return JSON.parse(readFileSync(join(folder, TICKET), "utf8")) as Ticket;
}

/** @throws AppError 400 that names every field at fault */
function checkedMeta(meta: Readonly<Record<string, unknown>>) {
  const result = documentMetaSchema.safeParse(meta);
  if (result.success) return result.data;
  const faults: FieldFault[] = result.error.issues.map(({ path, message }) => ({ field: path.join("."), message: isChinese(message) ? message : isMissing(meta, path) ? "没有填" : "填得不对" }));
  throw new AppError("bad_metadata", 400, "文件信息还有没写对的地方。", { details: faults });
}

function isMissing(meta: unknown, path: readonly PropertyKey[]): boolean {
  const step = (at: unknown, key: PropertyKey): unknown => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined);
  return path.reduce(step, meta) === undefined;
}

/** Of a name that someone else made up: nothing but letters and digits. */
function safeExtension(name: string): string {
  const extension = extname(name).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : ".txt";
}
