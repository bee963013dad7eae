import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodejieba from "nodejieba";
import { CorpusError } from "../errors.js";
import type { WordCutter } from "./word-cutter.js";

const USER_WORD_TAG = "n";
/** Enough to keep short terms whole (大数据), not so much that they break their neighbours (创新材料). */
export const USER_WORD_FREQUENCY = 1000;
/** A call blocks the event loop: 10 MB take 1-2 s, so the input is cut into pieces of this many characters. */
const PIECE_LENGTH = 100_000;

/** Only in words of three characters and more does jieba look for others. */
const LONG_WORD = 3;

let loadedTerms: string | null = null;

/**
 * A cutter with jieba's dictionaries and the policy terms of the lexicon. Loading takes about 1 s and 260 MB, once a thread and
 * lexicon; there is room for one in a process, so each cutter sees to it that its own terms are the loaded ones: two snapshots
 * with different lexicons may be in use while one takes the other's place.
 * jieba aborts the process on a malformed file and skips malformed lines silently, so the terms are checked here
 * and handed over in a file written for it.
 * @throws CorpusError when a term cannot be a dictionary word.
 */
export function loadJieba(terms: readonly string[]): WordCutter {
  checkTerms(terms);
  const fingerprint = terms.join("\n");
  const ensure = (): void => {
    if (loadedTerms === fingerprint) return;
    loadDictionaries(terms);
    loadedTerms = fingerprint;
  };
  ensure();
  return {
    plain: (text) => {
      ensure();
      return cutInPieces(text, (piece) => nodejieba.cut(piece));
    },
    inside: (word) => {
      ensure();
      return word.length < LONG_WORD ? [word] : nodejieba.cutForSearch(word);
    },
  };
}

/** Path of jieba's own dictionary, which its types leave out. */
export const DICTIONARY = (nodejieba as typeof nodejieba & { DEFAULT_DICT: string }).DEFAULT_DICT;

/** Says which term of the lexicon jieba could not take. */
export function checkTerms(terms: readonly string[]): void {
  terms.forEach((term, i) => {
    if (!/^[\p{L}\p{N}]{1,32}$/u.test(term)) {
      throw new CorpusError("lexicon/terms.txt", `第 ${i + 1} 个词`, `应为 1 到 32 个汉字、字母或数字，实际是「${term}」`);
    }
  });
}

/** The keyword extractor is not used: its two dictionaries, a third of the loading time, are one line each. */
const UNUSED_DICTIONARIES = { idfDict: "的 1.0\n", stopWordDict: "的\n" };

function loadDictionaries(terms: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "policy-terms-"));
  const written = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  try {
    nodejieba.load({
      userDict: written("user", terms.map((term) => `${term.toLowerCase()} ${USER_WORD_FREQUENCY} ${USER_WORD_TAG}\n`).join("")),
      idfDict: written("idf", UNUSED_DICTIONARIES.idfDict),
      stopWordDict: written("stop", UNUSED_DICTIONARIES.stopWordDict),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Cuts at line ends, where jieba parts the text anyway; a longer line is cut at multiples of the length. */
function cutInPieces(text: string, cut: (piece: string) => string[]): string[] {
  if (text.length <= PIECE_LENGTH) return cut(text);
  const words: string[] = [];
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.lastIndexOf("\n", at + PIECE_LENGTH - 1);
    const end = lineEnd >= at ? lineEnd + 1 : at + PIECE_LENGTH;
    for (const word of cut(text.slice(at, end))) words.push(word);
    at = end;
  }
  return words;
}
