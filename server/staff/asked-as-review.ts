import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isPassage, type AskedAs, type PolicyDocument, type Snapshot } from "../../ingest/index.js";
import { askedAsFile, passagesOf, questionKey, readAskedAsLines, type AskedAsFault, type AskedAsLine } from "../../ingest/staff.js";
import { findDoubles } from "./asked-as-doubles.js";
import { findMisfits } from "./asked-as-fit.js";
import { floorOf } from "./asked-as-floors.js";

export type FindingKind = "unreadable" | "unknown_document" | "unknown_provision" | "repeated" | "fits_elsewhere" | "stands_twice" | "too_short" | "too_long" | "below_floor";

/** Something that staff should look at; a hard one must be mended before ingest. */
export interface Finding {
  kind: FindingKind;
  hard: boolean;
  /** File as named inside the corpus. */
  file: string;
  line: number | null;
  eId: string | null;
  question: string | null;
  message: string;
}

/** What one document's questions look like. */
export interface DocumentSummary {
  documentId: string;
  provisions: number;
  questions: number;
  /** Fewest and most questions under one provision. */
  fewest: number;
  most: number;
}

export interface AskedAsReview {
  documents: DocumentSummary[];
  findings: Finding[];
}

/** Questions in characters that count (no punctuation, no space). */
const SHORTEST = 3;
const LONGEST = 60;

interface Placed extends AskedAsLine {
  file: string;
  provisionId: string;
}

/**
 * Looks at the questions of the corpus as they stand in its files now.
 * @param snapshot tells the provisions
 * @param documentIds documents to look at; all when left out
 */
export async function reviewAskedAs(snapshot: Snapshot, corpusFolder: string, documentIds: readonly string[] = []): Promise<AskedAsReview> {
  const folders = foldersOf(corpusFolder);
  const wanted = new Set(documentIds.length > 0 ? documentIds : folders);
  const all = [...new Set([...folders, ...wanted])].map((documentId) => readDocument(snapshot, corpusFolder, documentId));
  const asked = new Map(all.map(({ documentId, known }) => [documentId, byProvision(known)]));
  const read = all.filter(({ documentId }) => wanted.has(documentId));
  const known = read.flatMap((one) => one.known);
  return {
    documents: read.flatMap(({ document, documentId }) => (document ? [summarise(document, asked.get(documentId)!)] : [])),
    findings: [
      ...read.flatMap(({ name, faults, document }) => [...faults.map((fault) => unreadable(name, fault)), ...(document ? [] : [unknownDocument(name)])]),
      ...read.flatMap(({ document, unknown }) => (document ? unknown.map(unknownProvision) : [])),
      ...repeated(known),
      ...(await misplaced(snapshot, asked, known, wanted)),
      ...doubled(known),
      ...known.flatMap(oddLength),
      ...read.flatMap(({ document, documentId, name }) => (document ? belowFloor(document, asked.get(documentId)!, name) : [])),
    ],
  };
}

function foldersOf(corpusFolder: string): string[] {
  const entries = readdirSync(join(corpusFolder, "documents"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

/** A document's file as it stands: what can be read of it, and which of it stands under a provision that there is. */
function readDocument({ documents }: Snapshot, corpusFolder: string, documentId: string) {
  const document = documents.get(documentId);
  const { name } = askedAsFile(corpusFolder, documentId);
  const { lines, faults } = readAskedAsLines(corpusFolder, documentId);
  const passages = new Set(document?.provisions.filter(isPassage).map((provision) => provision.eId));
  const placed = lines.map((line) => ({ ...line, file: name, provisionId: `${documentId}#${line.eId}` }));
  return { documentId, document, name, faults, known: placed.filter(({ eId }) => passages.has(eId)), unknown: placed.filter(({ eId }) => !passages.has(eId)) };
}

function byProvision(placed: readonly Placed[]): AskedAs {
  const asked: AskedAs = {};
  for (const { eId, question } of placed) (asked[eId] ??= []).push(question);
  return asked;
}

function summarise(document: PolicyDocument, asked: AskedAs): DocumentSummary {
  const counts = passagesOf([{ document, askedAs: asked }]).map((passage) => passage.askedAs.length);
  const questions = counts.reduce((sum, count) => sum + count, 0);
  return { documentId: document.meta.id, provisions: counts.length, questions, fewest: Math.min(...counts), most: Math.max(...counts) };
}

function unreadable(file: string, { line, eId, message }: AskedAsFault): Finding {
  return { kind: "unreadable", hard: true, file, line, eId, question: null, message };
}

function unknownDocument(file: string): Finding {
  return { kind: "unknown_document", hard: true, file, line: null, eId: null, question: null, message: "快照里没有这份文件，请先运行 npm run ingest" };
}

function unknownProvision(placed: Placed): Finding {
  return finding("unknown_provision", placed, "没有这个条款地址（应为最小一级条款）", true);
}

function repeated(placed: readonly Placed[]): Finding[] {
  const first = new Map<string, Placed>();
  return placed.flatMap((one) => {
    const key = `${one.provisionId} ${questionKey(one.question)}`;
    const earlier = first.get(key);
    if (!earlier) first.set(key, one);
    return earlier ? [finding("repeated", one, `与第 ${earlier.line} 行是同一个问法`, true)] : [];
  });
}

async function misplaced(snapshot: Snapshot, asked: ReadonlyMap<string, AskedAs>, placed: readonly Placed[], wanted: ReadonlySet<string>): Promise<Finding[]> {
  const entries = [...snapshot.documents.values()].map((document) => ({ document, askedAs: asked.get(document.meta.id) ?? {} }));
  const misfits = await findMisfits({ ...snapshot, passages: passagesOf(entries) }, wanted);
  return misfits.flatMap(({ passage: { document, provision }, question, better, ratio }) => {
    const provisionId = `${document.meta.id}#${provision.eId}`;
    const one = placed.find((line) => line.provisionId === provisionId && line.question === question);
    const times = Number.isFinite(ratio) ? `，得分是本条的 ${ratio.toFixed(1)} 倍` : "，本条没有相同的词";
    return one ? [finding("fits_elsewhere", one, `更像在问${better.provision.label}（${better.provision.eId}）${times}`)] : [];
  });
}

function doubled(placed: readonly Placed[]): Finding[] {
  return findDoubles(placed).map(({ one, other, near }) =>
    finding("stands_twice", one, `${near ? "与另一条款的问法几乎相同" : "同一个问法也在另一条款下"}：${other.provisionId} 第 ${other.line} 行「${other.question}」`),
  );
}

function oddLength(placed: Placed): Finding[] {
  const length = questionKey(placed.question).length;
  if (length < SHORTEST) return [finding("too_short", placed, `只有 ${length} 个字，看不出在问什么`)];
  return length > LONGEST ? [finding("too_long", placed, `有 ${length} 个字，宜在 ${LONGEST} 字以内`)] : [];
}

function belowFloor(document: PolicyDocument, askedAs: AskedAs, file: string): Finding[] {
  return passagesOf([{ document, askedAs }]).flatMap((passage) => {
    const [count, floor] = [passage.askedAs.length, floorOf(passage)];
    const { eId, label } = passage.provision;
    return count < floor ? [{ kind: "below_floor" as const, hard: false, file, line: null, eId, question: null, message: `${label}有 ${count} 个问法，应有 ${floor} 个` }] : [];
  });
}

function finding(kind: FindingKind, { file, line, eId, question }: Placed, message: string, hard = false): Finding {
  return { kind, hard, file, line, eId, question, message };
}
