import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { readDocument } from "./analyse/read-document.js";
import { documentMetaSchema } from "./corpus/schemas.js";
import { CorpusError } from "./errors.js";
import type { DocumentMeta, PolicyDocument, Provision, UnresolvedReference } from "./model.js";
import { readSources, type SourceReading } from "./read/sources/read-sources.js";
import { Unreadable } from "./read/unreadable.js";
import { summarise, type DocumentSummary, type FileNote } from "./report.js";
import { findDocNumbers } from "./segment/quantities.js";
import { Stopwatch } from "./stopwatch.js";
import { dayOfLine, squeezed } from "./structure/lines.js";

/** What a text itself says of the document that it is; null where it does not. */
export interface SaidOfItself {
  title: string | null;
  docNumber: string | null;
  issuer: string | null;
  /** The day under the signature. */
  issued: string | null;
  /** Whether it calls itself 征求意见稿. */
  isDraft: boolean;
}

/** A file as it would be taken in, before anyone has said what it is. */
export interface FilePreview {
  text: string;
  provisions: Provision[];
  summary: DocumentSummary;
  said: SaidOfItself;
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
  const { document, findings, unresolved } = readDocument({ meta, sourcePath: path, bytes: statSync(path).size, askedAs: {}, reading }, new Stopwatch());
  if (document.text.trim() === "") throw new CorpusError(basename(path), null, "文件里没有文字");
  const summary = summarise(document, {}, findings);
  const notes = [...summary.notes, ...unresolved.map(referenceNote)];
  return { text: document.text, provisions: document.provisions, summary: { ...summary, notes }, said: saidBy(document) };
}

function referenceNote({ line, text }: UnresolvedReference): FileNote {
  return { kind: "odd", text: `文内引用「${text}」没有对上：文件里没有这个条款`, line };
}

function saidBy({ text, provisions }: PolicyDocument): SaidOfItself {
  const linesOf = (kind: Provision["kind"]): string[] => provisions.filter((provision) => provision.kind === kind).map(({ start, end }) => squeezed(text.slice(start, end)));
  const [title = null] = linesOf("title");
  const signature = linesOf("signature");
  const [number] = linesOf("docnum");
  const found = number === undefined ? undefined : findDocNumbers(number)[0];
  return {
    title,
    docNumber: found ? number!.slice(found.start, found.end) : null,
    issuer: signature.find((line) => dayOfLine(line) === null) ?? null,
    issued: signature.map(dayOfLine).find((day) => day !== null) ?? null,
    isDraft: [...linesOf("title"), ...linesOf("edition")].some((line) => line.includes("征求意见稿")),
  };
}
