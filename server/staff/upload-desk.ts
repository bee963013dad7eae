import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { stringify } from "yaml";
import { syncFile, writeSynced } from "../../ingest/index.js";
import { documentMetaSchema, type FilePreview } from "../../ingest/staff.js";
import { AppError } from "../errors.js";
import { IngestProcess, previewInChild, type IngestFolders } from "./ingest-process.js";

/** Beside the documents, on the same disk: a folder goes from here to there in one step, and no ingest looks in here. */
const DESK = ".uploads";
const PREVIEW = "preview.json";
const META = "meta.yaml";
const ID = /^[0-9a-f-]{36}$/;
const DAY_MS = 24 * 3600_000;
/** Uploads that wait to be published. */
const MOST_WAITING = 20;

/** What is wrong with a field of the metadata. */
export interface FieldFault {
  field: string;
  message: string;
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
  async receive(name: string, bytes: Uint8Array): Promise<{ uploadId: string; preview: FilePreview }> {
    this.clearOld();
    const uploadId = randomUUID();
    const folder = join(this.desk, uploadId);
    mkdirSync(folder, { recursive: true });
    try {
      const file = join(folder, `source${safeExtension(name)}`);
      writeSynced(file, bytes);
      const preview = await previewInChild(file);
      writeFileSync(join(folder, PREVIEW), preview);
      return { uploadId, preview: JSON.parse(preview) as FilePreview };
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** @throws AppError 404 */
  previewOf(uploadId: string): FilePreview {
    return JSON.parse(readFileSync(join(this.folderOf(uploadId), PREVIEW), "utf8")) as FilePreview;
  }

  /** @throws AppError 404 */
  discard(uploadId: string): void {
    rmSync(this.folderOf(uploadId), { recursive: true, force: true });
  }

  /**
   * Makes a document of an upload and begins an ingest. Where that fails the corpus is as it was before.
   * @param meta as `meta.yaml` has it, without the source
   * @returns the document's id, and how the ingest ends
   * @throws AppError 400 with the faults by field, 404, 409 where the id is taken or an ingest runs
   */
  publish(uploadId: string, meta: Readonly<Record<string, unknown>>): { documentId: string; ended: Promise<boolean> } {
    const folder = this.folderOf(uploadId);
    const file = readdirSync(folder).find((name) => name.startsWith("source"))!;
    const checked = checkedMeta({ ...meta, source: { ...(typeof meta.source === "object" ? meta.source : {}), file } });
    const target = join(this.folders.corpusDir, "documents", checked.id);
    if (existsSync(target)) throw new AppError("document_exists", 409, `已有编号为「${checked.id}」的文件；新版本请另取编号，在“版本”里写明它取代哪一份。`);
    if (this.ingest.isRunning) throw new AppError("ingest_running", 409, "正在收录，请等它完成后再试。");
    writeSynced(join(folder, META), Buffer.from(stringify(checked)));
    rmSync(join(folder, PREVIEW));
    renameSync(folder, target);
    syncFile(join(this.folders.corpusDir, "documents"));
    return { documentId: checked.id, ended: this.ingestOrTakeBack(target, folder, checked.id) };
  }

  private async ingestOrTakeBack(target: string, folder: string, documentId: string): Promise<boolean> {
    const succeeded = await this.ingest.run(documentId);
    if (succeeded) return true;
    // Back to the desk, so that it can be published again with other metadata.
    renameSync(target, folder);
    const file = readdirSync(folder).find((name) => name.startsWith("source"))!;
    writeFileSync(join(folder, PREVIEW), await previewInChild(join(folder, file)));
    return false;
  }

  private folderOf(uploadId: string): string {
    const folder = join(this.desk, uploadId);
    if (!ID.test(uploadId) || !existsSync(join(folder, PREVIEW))) throw new AppError("unknown_upload", 404, "没有这份上传的文件，可能已经发布或过期，请重新上传。");
    return folder;
  }

  private clearOld(): void {
    const waiting = existsSync(this.desk) ? readdirSync(this.desk).map((name) => join(this.desk, name)) : [];
    const old = waiting.filter((folder) => Date.now() - statSync(folder).mtimeMs > DAY_MS);
    for (const folder of old) rmSync(folder, { recursive: true, force: true });
    if (waiting.length - old.length >= MOST_WAITING) throw new AppError("too_many_uploads", 429, `还有 ${MOST_WAITING} 份上传的文件没有处理，请先发布或删除。`);
  }
}

/** @throws AppError 400 that names every field at fault */
function checkedMeta(meta: Readonly<Record<string, unknown>>) {
  const result = documentMetaSchema.safeParse(meta);
  if (result.success) return result.data;
  const faults: FieldFault[] = result.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
  throw new AppError("bad_metadata", 400, "文件信息还有没写对的地方。", { details: faults });
}

/** Of a name that someone else made up: nothing but letters and digits. */
function safeExtension(name: string): string {
  const extension = extname(name).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : ".txt";
}
