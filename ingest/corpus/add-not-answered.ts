import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Document, isMap, isNode, isScalar, isSeq, parse, parseDocument, type YAMLMap } from "yaml";
import { CorpusError } from "../errors.js";
import type { NotAnswered } from "../model.js";
import { askedAsFile, oneLine, questionKey, readAskedAsLines } from "./asked-as-file.js";
import { NOT_ANSWERED_FILE, notAnsweredSchema, readNotAnswered } from "./not-answered.js";
import { replaceFile } from "./replace-file.js";
import { readText } from "./yaml-file.js";

/** A way of asking that staff confirmed for something that the documents leave open. */
export interface ConfirmedExample {
  /** Of an entry of not-answered.yaml. */
  id: string;
  question: string;
  /** Who confirmed it; kept as a comment beside the question. */
  by?: string;
}

/**
 * Adds a way of asking to an entry of not-answered.yaml, after its last one; everything else of the file stays as it is, to the byte.
 * @throws CorpusError, naming the entry, for one that is not there or full, and for a question that is there already or has a provision
 */
export function addNotAnsweredExample(corpusFolder: string, { id, question, by }: ConfirmedExample): void {
  const asked = oneLine(question);
  const entries = readNotAnswered(corpusFolder);
  refuseKnown(corpusFolder, entries, id, asked);
  const path = join(corpusFolder, NOT_ANSWERED_FILE);
  const after = inserted(readText(path, NOT_ANSWERED_FILE), id, asked, by);
  const wanted = entries.map((entry) => (entry.id === id ? { ...entry, examples: [...entry.examples, asked] } : entry));
  checkInserted(after, wanted, id);
  replaceFile(path, after);
}

function refuseKnown(corpusFolder: string, entries: readonly NotAnswered[], id: string, asked: string): void {
  if (!entries.some((entry) => entry.id === id)) throw new CorpusError(NOT_ANSWERED_FILE, id, "没有这一条");
  const key = questionKey(asked);
  if (key === "") throw new CorpusError(NOT_ANSWERED_FILE, id, "问法不能为空");
  const holder = entries.find(({ examples }) => examples.some((example) => questionKey(example) === key));
  if (holder) throw new CorpusError(NOT_ANSWERED_FILE, id, `「${asked}」已写在 ${holder.id} 下`);
  for (const documentId of readdirSync(join(corpusFolder, "documents"))) {
    const line = mayHold(corpusFolder, documentId, key) ? readAskedAsLines(corpusFolder, documentId).lines.find((one) => questionKey(one.question) === key) : undefined;
    if (line) throw new CorpusError(NOT_ANSWERED_FILE, id, `「${asked}」已写在 ${documentId}#${line.eId} 的常见问法里，应先从那里删去`);
  }
}

/** Whether a document's questions hold this one somewhere: reading the file as YAML takes a hundred times as long. */
function mayHold(corpusFolder: string, documentId: string, key: string): boolean {
  const { path, name } = askedAsFile(corpusFolder, documentId);
  return existsSync(path) && questionKey(readText(path, name)).includes(key);
}

/** The text with one line more, below the entry's last example and indented like it. */
function inserted(text: string, id: string, asked: string, by: string | undefined): string {
  const yaml: Document = parseDocument(text);
  const entry = isSeq(yaml.contents) ? yaml.contents.items.find((item): item is YAMLMap => isMap(item) && item.get("id") === id) : undefined;
  const examples = entry?.get("examples", true);
  const last = isSeq(examples) && !examples.flow ? examples.items[examples.items.length - 1] : undefined;
  if (!isNode(last) || !isScalar(last) || !last.range) throw new CorpusError(NOT_ANSWERED_FILE, id, "examples 应每行一个问法，请先改好再加");
  const [start, end] = last.range;
  const indent = text.slice(text.lastIndexOf("\n", start) + 1, start);
  const lineEnd = text.indexOf("\n", end - 1);
  const at = lineEnd < 0 ? text.length : lineEnd;
  const written = new Document(asked).toString({ lineWidth: 0 }).trimEnd();
  return `${text.slice(0, at)}\n${indent}${written}${by === undefined ? "" : ` # ${oneLine(by)}`}${text.slice(at)}`;
}

/** What will be read must be what was there and the one question. */
function checkInserted(text: string, wanted: readonly NotAnswered[], id: string): void {
  const read = notAnsweredSchema.safeParse(parsed(text));
  if (!read.success) throw new CorpusError(NOT_ANSWERED_FILE, id, read.error.issues[0]!.message);
  if (JSON.stringify(read.data) !== JSON.stringify(wanted)) throw new CorpusError(NOT_ANSWERED_FILE, id, "这个问法写不进去，文件没有改动");
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new CorpusError(NOT_ANSWERED_FILE, null, "这个问法写不进去，文件没有改动", { cause });
  }
}
