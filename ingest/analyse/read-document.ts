import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { checkAskedAs, type CorpusEntry } from "../corpus/corpus.js";
import { CorpusError } from "../errors.js";
import { isPassage, type AskedAs, type AuditFinding, type ForeignMention, type PolicyDocument, type UnresolvedReference } from "../model.js";
import { normaliseText } from "../read/normalise.js";
import { readDefinitions } from "../references/definitions.js";
import { readReferences } from "../references/own-references.js";
import type { Stopwatch } from "../stopwatch.js";
import { auditNumbering } from "../structure/audit.js";
import { structureText } from "../structure/structure.js";

/** A document with its provisions, what people ask of them, and what the numbering audit says. */
export interface StructuredDocument {
  document: PolicyDocument;
  askedAs: AskedAs;
  findings: AuditFinding[];
  /** What its text refers to in other documents, and to what is not there. */
  foreign: ForeignMention[];
  unresolved: UnresolvedReference[];
}

/** What the report says of a document. */
export interface DocumentSummary {
  id: string;
  title: string;
  characters: number;
  provisions: number;
  passages: number;
  askedAs: number;
}

/** From an entry of the corpus to a structured document. @throws CorpusError */
export function readDocument({ meta, sourcePath, askedAs }: CorpusEntry, watch: Stopwatch): StructuredDocument {
  const text = watch.time("读取正文", () => normaliseText(readSource(sourcePath, meta.id)));
  const provisions = watch.time("识别结构", () => structureText(text));
  const { own: references, foreign, unresolved } = watch.time("识别引用", () => readReferences(meta, text, provisions));
  const definitions = watch.time("识别定义", () => readDefinitions(text, provisions));
  const document = { meta, text, provisions, references, definitions };
  checkAskedAs(document, askedAs);
  const findings = watch.time("核对序号", () => auditNumbering(meta.id, text, document.provisions));
  return { document, askedAs, findings, foreign, unresolved };
}

export function summarise({ document, askedAs }: StructuredDocument): DocumentSummary {
  return {
    id: document.meta.id,
    title: document.meta.title,
    characters: document.text.length,
    provisions: document.provisions.length,
    passages: document.provisions.filter(isPassage).length,
    askedAs: Object.values(askedAs).reduce((sum, questions) => sum + questions.length, 0),
  };
}

function readSource(path: string, id: string): string {
  const bytes = readFileSync(path);
  if (!isUtf8(bytes)) throw new CorpusError(`documents/${id}`, "source.file", "应为 UTF-8 文本");
  return bytes.toString("utf8");
}
