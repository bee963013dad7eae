import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { readDocument } from "./analyse/read-document.js";
import { documentMetaSchema } from "./corpus/schemas.js";
import { CorpusError } from "./errors.js";
import type { DocumentMeta, PolicyDocument, Provision } from "./model.js";
import { readSources, type SourceReading } from "./read/sources/read-sources.js";
import { Unreadable } from "./read/unreadable.js";
import { summarise, type DocumentSummary } from "./report.js";
import { findDocNumbers } from "./segment/quantities.js";
import { Stopwatch } from "./stopwatch.js";

/** A file as it would be taken in, before anyone has said what it is. */
export interface FilePreview {
  text: string;
  provisions: Provision[];
  summary: DocumentSummary;
  /** What the text itself says of the document; null where it does not. */
  suggested: { title: string | null; docNumber: string | null; issuer: string | null };
}

/** Reads and structures one file, of whatever format, as ingest does. @throws CorpusError where it cannot be read */
export async function previewFile(path: string): Promise<FilePreview> {
  const texts = mkdtempSync(join(tmpdir(), "policy-preview-"));
  try {
    const [reading] = await readSources([path], texts);
    if (reading instanceof Unreadable) throw new CorpusError(basename(path), null, reading.message);
    return previewOf(path, reading!);
  } finally {
    rmSync(texts, { recursive: true, force: true });
  }
}

function previewOf(path: string, reading: SourceReading): FilePreview {
  const meta = documentMetaSchema.parse({
    id: "preview",
    title: basename(path),
    issuer: "未登记",
    region: null,
    level: "province",
    kind: "other",
    status: "non_normative",
    source: { file: basename(path) },
  }) as DocumentMeta;
  const { document, findings } = readDocument({ meta, sourcePath: path, bytes: statSync(path).size, askedAs: {}, reading }, new Stopwatch());
  if (document.text.trim() === "") throw new CorpusError(basename(path), null, "文件里没有文字");
  return { text: document.text, provisions: document.provisions, summary: summarise(document, {}, findings), suggested: suggestedBy(document) };
}

function suggestedBy({ text, provisions }: PolicyDocument): FilePreview["suggested"] {
  const said = (kind: Provision["kind"]): string | null => {
    const found = provisions.find((provision) => provision.kind === kind);
    return found ? text.slice(found.start, found.end).replace(/\s+/g, "") : null;
  };
  const number = findDocNumbers(text)[0];
  return {
    title: said("title"),
    docNumber: number ? text.slice(number.start, number.end) : null,
    issuer: said("signature"),
  };
}
