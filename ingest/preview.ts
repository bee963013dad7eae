import { statSync } from "node:fs";
import { basename } from "node:path";
import { readDocument } from "./analyse/read-document.js";
import { documentMetaSchema } from "./corpus/schemas.js";
import { CorpusError } from "./errors.js";
import type { DocumentMeta, PolicyDocument, Provision } from "./model.js";
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

/** Reads and structures one file as ingest does. @throws CorpusError where it cannot be read */
export function previewFile(path: string): FilePreview {
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
  const { document, findings } = readDocument({ meta, sourcePath: path, bytes: statSync(path).size, askedAs: {} }, new Stopwatch());
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
