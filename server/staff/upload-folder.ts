import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { syncFile, writeSynced } from "../../ingest/index.js";
import { FORMAT_VERSION, replaceFile, type FilePreview } from "../../ingest/staff.js";

const TICKET = "upload.json";
const PREVIEW = "preview.json";
const DOCUMENT = "document";
const META = "meta.yaml";

const ticketSchema = z.object({
  uploadId: z.string(),
  name: z.string(),
  uploadedAt: z.string(),
  /** Of structures: a preview that an older program wrote is none. */
  format: z.literal(FORMAT_VERSION),
  /** The document that it was last to become: after a restart it is known by this whose the document is. */
  documentId: z.string().nullable(),
});
type StoredTicket = z.infer<typeof ticketSchema>;

/** An upload on disk: what is known of it, its preview, and the folder of the document that it may become. */
export class UploadFolder {
  readonly id: string;
  /** Moved away while it stands among the documents. */
  readonly document: string;

  constructor(readonly path: string) {
    this.id = basename(path);
    this.document = join(path, DOCUMENT);
  }

  make(): void {
    mkdirSync(this.document, { recursive: true });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Milliseconds since 1970. */
  get changedAt(): number {
    return statSync(this.path).mtimeMs;
  }

  /** One that is being read, that is damaged, or whose document stands among the others, does not wait. */
  get isWaiting(): boolean {
    return this.ticket !== null && existsSync(this.document);
  }

  /** Null where there is none, or none that this program understands. */
  get ticket(): StoredTicket | null {
    const { data } = ticketSchema.safeParse(readJson(join(this.path, TICKET)));
    return data?.uploadId === this.id ? data : null;
  }

  /** Null as the ticket. */
  get preview(): FilePreview | null {
    return readJson(join(this.path, PREVIEW)) as FilePreview | null;
  }

  /** What it was last to be published with. */
  get meta(): Record<string, unknown> | null {
    const path = join(this.document, META);
    return existsSync(path) ? (parse(readFileSync(path, "utf8")) as Record<string, unknown>) : null;
  }

  /** Name of the file that was uploaded. */
  get source(): string {
    return readdirSync(this.document).find((name) => name.startsWith("source"))!;
  }

  /** Now it waits: the ticket comes last, and whole. @param preview as JSON */
  writePreview(preview: string, ticket: { name: string; uploadedAt: string }): void {
    writeSynced(join(this.path, PREVIEW), Buffer.from(preview));
    this.writeTicket({ ...ticket, uploadId: this.id, format: FORMAT_VERSION, documentId: null });
  }

  /** What it is to become, before it does. */
  writeMeta(meta: { id: string }): void {
    replaceFile(join(this.document, META), stringify(meta));
    this.writeTicket({ ...this.ticket!, documentId: meta.id });
  }

  private writeTicket(ticket: StoredTicket): void {
    replaceFile(join(this.path, TICKET), JSON.stringify(ticket));
    syncFile(this.path);
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
