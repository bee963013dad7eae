import { existsSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Pair, type Scalar } from "yaml";
import { foldText } from "../segment/tokenizer.js";
import { readText } from "./yaml-file.js";

/** A question of the file, and the line it stands on (from 1). */
export interface AskedAsLine {
  eId: string;
  question: string;
  line: number;
}

/** Something of the file that cannot be read as a question under a provision. */
export interface AskedAsFault {
  line: number;
  eId: string | null;
  message: string;
}

/** What makes two wordings the same question: width, case, punctuation and white space do not count. */
export function questionKey(question: string): string {
  return foldText(question).replace(/[\p{P}\p{S}\s]/gu, "");
}

/** A wording as it is written into a file: one line, no white space around it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Path of a document's asked-as.yaml, and how it is called in messages. */
export function askedAsFile(corpusFolder: string, documentId: string): { path: string; name: string } {
  const name = `documents/${documentId}/asked-as.yaml`;
  return { path: join(corpusFolder, name), name };
}

/** Reads every question with its line, and tells every fault instead of stopping at the first; a missing file has none. */
export function readAskedAsLines(corpusFolder: string, documentId: string): { lines: AskedAsLine[]; faults: AskedAsFault[] } {
  const { path, name } = askedAsFile(corpusFolder, documentId);
  if (!existsSync(path)) return { lines: [], faults: [] };
  const counter = new LineCounter();
  const yaml = parseDocument(readText(path, name), { lineCounter: counter });
  const lineOf = (node: unknown): number => counter.linePos((node as { range?: [number, number, number] | null }).range?.[0] ?? 0).line;
  const faults: AskedAsFault[] = yaml.errors.map((error) => ({ line: error.linePos?.[0].line ?? 1, eId: null, message: "不是正确的 YAML" }));
  const lines: AskedAsLine[] = [];
  for (const { key, value } of pairsOf(yaml)) {
    const eId = String((key as Scalar).value);
    if (!isSeq(value) || value.items.length === 0) faults.push({ line: lineOf(key), eId, message: "下面没有问法" });
    for (const item of isSeq(value) ? value.items : []) {
      const question = isScalar(item) && typeof item.value === "string" ? item.value.trim() : "";
      if (question === "") faults.push({ line: lineOf(item), eId, message: "问法应为不空的一行文字" });
      else lines.push({ eId, question, line: lineOf(item) });
    }
  }
  return { lines, faults };
}

/** The provisions of a parsed file with their questions, in its order. */
export function pairsOf(yaml: Document): Pair[] {
  return isMap(yaml.contents) ? yaml.contents.items : [];
}
