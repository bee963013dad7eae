import { isPassage, type AskedAs, type AuditFinding, type PolicyDocument, type Provision, type ProvisionKind, type ReadingNote, type SourceFailure } from "./model.js";

/** What the report says of a file: recognised for certain, inferred, lost on the way, odd and to be looked at, or failed. */
export const NOTE_KINDS = ["recognised", "inferred", "lost", "odd", "failed"] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export interface FileNote {
  kind: NoteKind;
  /** For staff: Chinese, plain, a sentence. */
  text: string;
  /** eId of the provision that it is about. */
  address?: string;
  /** Line of the normalised text, from 1. */
  line?: number;
}

/** What the report says of a document. */
export interface DocumentSummary {
  id: string;
  title: string;
  /** Name of the source file in the document's folder; its format and hash where it was read as one. */
  file: string;
  format?: string;
  sha256?: string;
  characters: number;
  provisions: number;
  passages: number;
  /** Questions people ask of its provisions. */
  askedAs: number;
  notes: FileNote[];
}

/** A file that could not be taken in. The others were. */
export interface FailedFile {
  id: string;
  file: string;
  notes: FileNote[];
}

/** The report as a snapshot holds it: the same for the same corpus. */
export interface FileReports {
  documents: DocumentSummary[];
  failed: FailedFile[];
}

export function summarise(document: PolicyDocument, askedAs: AskedAs, findings: readonly AuditFinding[]): DocumentSummary {
  const { meta, text, provisions, source } = document;
  return {
    id: meta.id,
    title: meta.title,
    file: meta.source.file,
    ...(source && { format: source.format, sha256: source.sha256 }),
    characters: text.length,
    provisions: provisions.length,
    passages: provisions.filter(isPassage).length,
    askedAs: Object.values(askedAs).reduce((sum, questions) => sum + questions.length, 0),
    notes: [...(source?.notes ?? []).map(readingNote), ...structureNotes(provisions), ...numberingNotes(document, findings), ...oddities(document)],
  };
}

/** What reading did to a file, in the report's terms. */
const READING: Readonly<Record<ReadingNote["kind"], NoteKind>> = {
  format: "odd",
  converted: "odd",
  encoding: "recognised",
  numbering: "recognised",
  tables: "recognised",
  footnotes: "recognised",
  text_boxes: "recognised",
  images: "lost",
  revisions: "lost",
  left_out: "lost",
  layout: "inferred",
  ocr: "odd",
};

function readingNote({ kind, text }: ReadingNote): FileNote {
  return { kind: READING[kind], text };
}

/** The files that could not be read, as a snapshot holds them. */
export function failedFiles(failures: readonly SourceFailure[]): FailedFile[] {
  return failures.map(({ documentId, file, reason }) => ({ id: documentId, file, notes: [{ kind: "failed", text: reason }] }));
}

const UNITS: readonly (readonly [kind: ProvisionKind, name: string])[] = [
  ["attachment", "附件"],
  ["part", "编"],
  ["chapter", "章"],
  ["section", "节"],
  ["article", "条"],
  ["item", "（一）项"],
  ["sec", "“一、”"],
  ["subsec", "“（一）”"],
  ["point", "“1.”"],
  ["dash", "“——”段"],
  ["table", "表格"],
];

function structureNotes(provisions: readonly Provision[]): FileNote[] {
  const counts = new Map<ProvisionKind, number>();
  for (const { kind } of provisions) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const told = UNITS.filter(([kind]) => counts.has(kind)).map(([kind, name]) => `${name} ${counts.get(kind)!}`);
  if (told.length === 0) return [{ kind: "odd", text: "没有识别出章、条或其他序号，正文只按自然段分开" }];
  return [{ kind: "recognised", text: `识别出${told.join("，")}` }];
}

function numberingNotes({ text, provisions }: PolicyDocument, findings: readonly AuditFinding[]): FileNote[] {
  return findings.map(({ kind, line, context, message }) => {
    const at = provisions.find(({ start, label }) => text.startsWith(context, start) && message.includes(label));
    return { kind: kind === "inferred" ? "inferred" : "odd", text: `${message}：「${context.replace(/\n/g, " ")}」`, line, ...(at && { address: at.eId }) };
  });
}

/** A passage so long (characters) is rare: perhaps a number in it was not recognised. */
const LONG_PASSAGE = 3000;

function oddities({ meta, text, provisions }: PolicyDocument): FileNote[] {
  const notes: FileNote[] = [];
  const replaced = text.split("\ufffd").length - 1;
  if (replaced > 0) notes.push({ kind: "odd", text: `有 ${replaced} 个字符无法识别，已换成替代符号` });
  // Each looks at the whole text: only where there is something to look for.
  if (meta.status !== "non_normative" && !solid(unremarked(text)).includes(solid(unremarked(meta.title)))) notes.push({ kind: "odd", text: `正文里没有找到登记的标题《${meta.title}》` });
  if (meta.docNumber !== null && !solid(text).includes(solid(meta.docNumber))) notes.push({ kind: "odd", text: `正文里没有找到登记的文号 ${meta.docNumber}` });
  for (const provision of provisions) {
    const length = provision.end - provision.start;
    if (isPassage(provision) && length > LONG_PASSAGE) notes.push({ kind: "odd", text: `${provision.label}有 ${length} 字没有分开，可能有序号没有识别出来`, address: provision.eId });
  }
  return notes;
}

/** Without what stands in round brackets: （征求意见稿） is part of some titles and of none in the text. */
function unremarked(text: string): string {
  return text.replace(/[（(][^（()）]{0,20}[）)]/g, "");
}

/** Without spaces, line ends and brackets, which registers and texts print in different ways. */
function solid(text: string): string {
  return text.replace(/[\s\u3000（()）〔〕[\]［］【】]/g, "");
}
