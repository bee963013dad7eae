import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { checkAskedAs, type CorpusEntry } from "../corpus/corpus.js";
import { SourceError } from "../errors.js";
import type { AskedAs, AuditFinding, ForeignMention, PolicyDocument, SourceFailure, SourceRecord, UnresolvedReference } from "../model.js";
import { formatByName, isPlain } from "../read/formats.js";
import { readPlain } from "../read/plain.js";
import { Unreadable } from "../read/unreadable.js";
import { readDefinitions } from "../references/definitions.js";
import { readReferences } from "../references/own-references.js";
import type { Stopwatch } from "../stopwatch.js";
import { auditNumbering } from "../structure/audit.js";
import { structureText } from "../structure/structure.js";

/** A document with its provisions, what people ask of them, and what the numbering audit says. */
export interface StructuredDocument {
  document: PolicyDocument & { source: SourceRecord };
  askedAs: AskedAs;
  findings: AuditFinding[];
  /** What its text refers to in other documents, and to what is not there. */
  foreign: ForeignMention[];
  unresolved: UnresolvedReference[];
}

/** From an entry of the corpus to a structured document. @throws SourceError where the file cannot be read. @throws CorpusError */
export function readDocument(entry: CorpusEntry, watch: Stopwatch): StructuredDocument {
  const { meta, askedAs } = entry;
  const { text, source } = watch.time("读取正文", () => readSource(entry));
  const provisions = watch.time("识别结构", () => structureText(text));
  const { own: references, foreign, unresolved } = watch.time("识别引用", () => readReferences(meta, text, provisions));
  const definitions = watch.time("识别定义", () => readDefinitions(text, provisions));
  const document = { meta, text, provisions, references, definitions, source };
  checkAskedAs(document, askedAs);
  const findings = watch.time("核对序号", () => auditNumbering(meta.id, text, document.provisions));
  return { document, askedAs, findings, foreign, unresolved };
}

/** What `read` gives; null where the file cannot be read, which is added to the failures. */
export function readable<T>(read: () => T, file: string, failures: SourceFailure[]): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    failures.push({ documentId: error.documentId, file, reason: error.fault });
    return null;
  }
}

/** The text that a child has read out of the file, or the file itself where it is plain text. */
function readSource({ meta, sourcePath, reading }: CorpusEntry): { text: string; source: SourceRecord } {
  const file = basename(sourcePath);
  const format = reading?.format ?? formatByName(file) ?? "txt";
  const told = reading?.notes ?? [];
  if (reading?.textPath && reading.sha256) {
    return { text: readFileSync(reading.textPath, "utf8"), source: { file, format, sha256: reading.sha256, notes: told } };
  }
  try {
    if (!isPlain(format)) throw new Unreadable("不是纯文本，要先由读取程序读出");
    const bytes = readFileSync(sourcePath);
    const { text, notes } = readPlain(bytes, format);
    return { text, source: { file, format, sha256: createHash("sha256").update(bytes).digest("hex"), notes: [...told, ...notes] } };
  } catch (error) {
    throw error instanceof Unreadable ? new SourceError(meta.id, error.message, { cause: error }) : error;
  }
}
