import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodejieba from "nodejieba";
import { CorpusError } from "../errors.js";

/** Cuts text into words, in reading order. */
export interface WordCutter {
  /** For the index: long words also give the words inside them. */
  search(text: string): string[];
  /** For the embedder: each piece of the text in one word only, so that no word is counted beside its own parts. */
  plain(text: string): string[];
}

const USER_WORD_TAG = "n";
/** Enough to keep short terms whole (大数据), not so much that they break their neighbours (创新材料). */
const USER_WORD_FREQUENCY = 1000;
/** A call blocks the event loop: 10 MB take 1-2 s, so the input is cut into pieces of this many characters. */
const PIECE_LENGTH = 100_000;

let loadedTerms: string | null = null;

/**
 * Loads jieba's dictionaries with the policy terms of the lexicon; takes 1-1.6 s and 280 MB, once a process.
 * jieba aborts the process on a malformed file and skips malformed lines silently, so the terms are checked here
 * and handed over in a file written for it.
 * @throws CorpusError when a term cannot be a dictionary word.
 */
export function loadJieba(terms: readonly string[]): WordCutter {
  checkTerms(terms);
  const fingerprint = terms.join("\n");
  if (loadedTerms !== fingerprint) {
    loadDictionaries(terms);
    loadedTerms = fingerprint;
  }
  return CUTTER;
}

const CUTTER: WordCutter = {
  search: (text) => cutInPieces(text, (piece) => nodejieba.cutForSearch(piece)),
  plain: (text) => cutInPieces(text, (piece) => nodejieba.cut(piece)),
};

/** Says which term of the lexicon jieba could not take. */
export function checkTerms(terms: readonly string[]): void {
  terms.forEach((term, i) => {
    if (!/^[\p{L}\p{N}]{1,32}$/u.test(term)) {
      throw new CorpusError("lexicon/terms.txt", `第 ${i + 1} 个词`, `应为 1 到 32 个汉字、字母或数字，实际是「${term}」`);
    }
  });
}

function loadDictionaries(terms: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "policy-terms-"));
  const userDict = join(folder, "user.dict.utf8");
  try {
    writeFileSync(userDict, terms.map((term) => term.toLowerCase()).map((term) => `${term} ${USER_WORD_FREQUENCY} ${USER_WORD_TAG}\n`).join(""));
    nodejieba.load({ userDict });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cutInPieces(text: string, cut: (piece: string) => string[]): string[] {
  if (text.length <= PIECE_LENGTH) return cut(text);
  const words: string[] = [];
  for (let at = 0; at < text.length; at += PIECE_LENGTH) for (const word of cut(text.slice(at, at + PIECE_LENGTH))) words.push(word);
  return words;
}
