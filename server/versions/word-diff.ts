import { diffArrays } from "diff";
import { findDocNumbers, findQuantities, findReferences } from "../../ingest/index.js";

/** A stretch of text that both versions have, or only one of them. */
export interface WordRun {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Cuts a text into words; joined, they are the text. */
export type CutWords = (text: string) => string[];

/** What was taken out of a text and put into it, word by word; figures, numbers of documents and references are one word each. */
export function diffWords(before: string, after: string, cut: CutWords): WordRun[] {
  return diffArrays(wordsOf(before, cut), wordsOf(after, cut)).map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value.join(""),
  }));
}

function wordsOf(text: string, cut: CutWords): string[] {
  const spans = [...findReferences(text), ...findDocNumbers(text), ...findQuantities(text)].sort((a, b) => a.start - b.start || b.end - a.end);
  const words: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    words.push(...cutWhole(text.slice(at, start), cut), text.slice(start, end));
    at = end;
  }
  return [...words, ...cutWhole(text.slice(at), cut)];
}

/** Characters where the segmenter loses any. */
function cutWhole(text: string, cut: CutWords): string[] {
  const words = text === "" ? [] : cut(text);
  return words.join("") === text ? words : [...text];
}
