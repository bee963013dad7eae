import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, renameSync } from "node:fs";
import { extname, join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import { syncFile, writeSynced } from "../../ingest/index.js";
import { holdsDocument, publishedGeneration, type FilePreview } from "../../ingest/staff.js";
import { AppError } from "../errors.js";
import { checkedMeta, checkVersions, type FieldFault } from "./checked-meta.js";
import { FewAtOnce } from "./few-at-once.js";
import { IngestProcess, previewInChild, type IngestFolders } from "./ingest-process.js";
import { UploadFolder } from "./upload-folder.js";

/** Beside the documents, on the same disk, and no ingest looks in here: an upload becomes a document in one step, and back in one. */
const DESK = ".uploads";
const ID = /^[0-9a-f-]{36}$/;
const DAY_MS = 24 * 3600_000;
/** Uploads that wait to be published. */
const MOST_WAITING = 20;
/** Each takes a process with 1 GB, and another one for some formats. */
const READINGS_AT_ONCE = 2;
const LONGEST_NAME = 100;

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
  private readonly readings = new FewAtOnce(READINGS_AT_ONCE);

  /** What stands among the documents since an ingest that the end of the server cut short is taken back. */
  constructor(
    private readonly folders: IngestFolders,
    private readonly log: Pick<FastifyBaseLogger, "error">,
  ) {
    this.ingest = new IngestProcess(folders, log);
    this.desk = join(folders.corpusDir, DESK);
    for (const upload of this.uploads()) this.settle(upload);
  }

  /**
   * Takes a file in and reads it as ingest would.
   * @param name as whoever uploads calls it; only its extension is used
   * @throws AppError 422 where it cannot be read, 429 where too many wait
   */
  async receive(name: string, bytes: Uint8Array): Promise<Upload> {
    this.clearOld();
    if (this.uploads().length >= MOST_WAITING) throw new AppError("too_many_uploads", 429, `还有 ${MOST_WAITING} 份上传的文件没有处理，请先发布或删除。`);
    const uploadId = randomUUID();
    const upload = new UploadFolder(join(this.desk, uploadId));
    upload.make();
    try {
      const file = join(upload.document, `source${safeExtension(name)}`);
      writeSynced(file, bytes);
      upload.writePreview(await this.readings.run(() => previewInChild(file)), { name: name.slice(-LONGEST_NAME), uploadedAt: new Date().toISOString() });
      return this.look(uploadId);
    } catch (error) {
      this.log.error({ err: error, uploadId }, "an upload could not be read");
      upload.remove();
      throw error;
    }
  }

  /** What waits, the newest first. What has waited a day is gone. */
  list(): Ticket[] {
    this.clearOld();
    const tickets = this.uploads().flatMap((upload) => (upload.isWaiting ? [ticketOf(upload)] : []));
    return tickets.sort((a, b) => (a.uploadedAt < b.uploadedAt ? 1 : -1));
  }

  /** @throws AppError 404 */
  look(uploadId: string): Upload {
    const upload = this.waiting(uploadId);
    const { preview, meta } = upload;
    if (preview === null) throw unknownUpload();
    return { ...ticketOf(upload), preview, meta };
  }

  /** @throws AppError 404 */
  discard(uploadId: string): void {
    this.waiting(uploadId).remove();
  }

  /**
   * Makes a document of an upload and begins an ingest. Where the document is not taken in the corpus is as it was before.
   * @param meta as `meta.yaml` has it, without the source file
   * @returns the document's id, and whether the ingest took it in
   * @throws AppError 400 with the faults by field, 404, 409 where the id is taken, an ingest runs or the corpus is at fault
   */
  publish(uploadId: string, meta: Readonly<Record<string, unknown>>): { documentId: string; ended: Promise<boolean> } {
    const upload = this.waiting(uploadId);
    const checked = checkedMeta({ ...meta, source: { ...(typeof meta.source === "object" ? meta.source : {}), file: upload.source } });
    const target = this.placeOf(checked.id);
    if (existsSync(target)) {
      const message = `已有编号为「${checked.id}」的文件；新版本请另取编号，在“与已收录文件的关系”里选“取代”和旧的那一份。`;
      throw new AppError("document_exists", 409, message, { details: [{ field: "id", message: "已有这个编号的文件" } satisfies FieldFault] });
    }
    if (this.ingest.isRunning) throw new AppError("ingest_running", 409, "正在收录，请等它完成后再试。");
    checkVersions(checked, this.folders.corpusDir);
    upload.writeMeta(checked);
    renameSync(upload.document, target);
    syncFile(join(this.folders.corpusDir, "documents"));
    return { documentId: checked.id, ended: this.ingestOrTakeBack(upload, checked.id) };
  }

  private async ingestOrTakeBack(upload: UploadFolder, documentId: string): Promise<boolean> {
    const succeeded = await this.ingest.run(documentId, upload.id);
    if (succeeded) upload.remove();
    // Back to the desk, so that it can be published again with other metadata.
    else renameSync(this.placeOf(documentId), upload.document);
    return succeeded;
  }

  /** Ends what was between desk and corpus when the server ended: a document that no snapshot has goes back. */
  private settle(upload: UploadFolder): void {
    const documentId = upload.ticket?.documentId ?? null;
    if (documentId === null || existsSync(upload.document) || !existsSync(this.placeOf(documentId))) return;
    try {
      const generation = publishedGeneration(this.folders.snapshotDir);
      if (generation !== null && holdsDocument(generation, documentId)) upload.remove();
      else renameSync(this.placeOf(documentId), upload.document);
    } catch (error) {
      this.log.error({ err: error, documentId }, "an upload that was being published could not be settled");
    }
  }

  /** Where a document stands in the corpus. */
  private placeOf(documentId: string): string {
    return join(this.folders.corpusDir, "documents", documentId);
  }

  private waiting(uploadId: string): UploadFolder {
    const upload = new UploadFolder(join(this.desk, uploadId));
    if (!ID.test(uploadId) || !upload.isWaiting) throw unknownUpload();
    return upload;
  }

  private uploads(): UploadFolder[] {
    return existsSync(this.desk) ? readdirSync(this.desk).map((name) => new UploadFolder(join(this.desk, name))) : [];
  }

  private clearOld(): void {
    for (const upload of this.uploads()) if (Date.now() - upload.changedAt > DAY_MS) upload.remove();
  }
}

const unknownUpload = (): AppError => new AppError("unknown_upload", 404, "没有这份上传的文件，可能已经发布或过期，请重新上传。");

/** Of one that waits. */
function ticketOf(upload: UploadFolder): Ticket {
  const { uploadId, name, uploadedAt } = upload.ticket!;
  return { uploadId, name, uploadedAt };
}

/** Of a name that someone else made up: nothing but letters and digits. */
function safeExtension(name: string): string {
  const extension = extname(name).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : ".txt";
}
