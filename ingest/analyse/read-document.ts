import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { checkAskedAs, type CorpusEntry } from "../corpus/corpus.js";
import { CorpusError } from "../errors.js";
import type { AskedAs, AuditFinding, PolicyDocument } from "../model.js";
import { normaliseText } from "../read/normalise.js";
import type { Stopwatch } from "../stopwatch.js";
import { auditNumbering } from "../structure/audit.js";
import { structureText } from "../structure/structure.js";

/** A document with its provisions, what people ask of them, and what the numbering audit says. */
export interface StructuredDocument {
  document: PolicyDocument;
  askedAs: AskedAs;
  findings: AuditFinding[];
}

/** From an entry of the corpus to a structured document. @throws CorpusError */
export function readDocument({ meta, sourcePath, askedAs }: CorpusEntry, watch: Stopwatch): StructuredDocument {
  const text = watch.time("读取正文", () => normaliseText(readSource(sourcePath, meta.id)));
  const document = watch.time("识别结构", () => ({ meta, text, provisions: structureText(text) }));
  checkAskedAs(document, askedAs);
  const findings = watch.time("核对序号", () => auditNumbering(meta.id, text, document.provisions));
  return { document, askedAs, findings };
}

function readSource(path: string, id: string): string {
  const bytes = readFileSync(path);
  if (!isUtf8(bytes)) throw new CorpusError(`documents/${id}`, "source.file", "应为 UTF-8 文本");
  return bytes.toString("utf8");
}
