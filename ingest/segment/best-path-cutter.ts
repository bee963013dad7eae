import type { WordCutter } from "./word-cutter.js";
import { NOWHERE, WordTrie, type WordTrieArrays } from "./word-trie.js";

/** Words with their natural log probabilities, and that of a character that is no word. Threads can share it. */
export interface WordProbabilities {
  trie: WordTrieArrays;
  unknown: number;
}

/** Only in words of three characters and more are others looked for. */
const LONG_WORD = 3;
/** Where a text is parted before words are looked for; no word holds any. */
const SEPARATORS = new Set([..." \t\n，。"].map((separator) => separator.charCodeAt(0)));

/**
 * Cuts as jieba does without its model of unknown words: of all ways to part a text into words of the dictionary and single
 * characters, the most probable by the words' frequencies. It works on a trie that threads share, where each nodejieba would
 * take a second and 260 MB.
 */
export class BestPathCutter implements WordCutter {
  private readonly trie: WordTrie;
  private readonly unknown: number;
  /** By place in the text: log probability of the best way from there to the end, and the length and node of its first word. */
  private best = new Float64Array(256);
  private lengths = new Uint32Array(256);
  private nodes = new Int32Array(256);

  constructor({ trie, unknown }: WordProbabilities) {
    this.trie = new WordTrie(trie);
    this.unknown = unknown;
  }

  plain(text: string): string[] {
    const formed = text.toWellFormed();
    const words: string[] = [];
    this.eachWord(formed, (from, to) => words.push(formed.slice(from, to)));
    return words;
  }

  /**
   * Calls back with each word in reading order: where it begins and ends, and its node, NOWHERE for a character that is no word.
   * @param text without halves of characters, for which jieba has a sign of its own
   */
  eachWord(text: string, each: (from: number, to: number, node: number) => void): void {
    this.findBestPath(text);
    for (let from = 0, to = 0; from < text.length; from = to) {
      to = from + this.lengths[from]!;
      each(from, to, this.nodes[from]!);
    }
  }

  inside(word: string): string[] {
    if (word.length < LONG_WORD) return [word];
    return this.plain(word).flatMap((piece) => [...this.wordsIn(piece, 2), ...this.wordsIn(piece, 3), piece]);
  }

  /** From the end to the beginning: the best way from a place is its best word and the best way from where that ends. */
  private findBestPath(text: string): void {
    if (text.length >= this.best.length) this.makeRoom(text.length);
    this.best[text.length] = 0;
    for (let from = text.length - 1; from >= 0; from--) if (!isSecondHalf(text.charCodeAt(from))) this.findBestWord(text, from);
  }

  /** Of equally good words the shortest. */
  private findBestWord(text: string, from: number): void {
    const { best, trie } = this;
    const code = text.charCodeAt(from);
    let to = from + (isFirstHalf(code) ? 2 : 1);
    let node = trie.find(text, from, to);
    let found = trie.isWord(node) ? node : NOWHERE;
    let length = to - from;
    let most = best[to]! + (found === NOWHERE ? this.unknown : trie.weightAt(node));
    while (node !== NOWHERE && to < text.length) {
      node = trie.step(node, text.charCodeAt(to++));
      if (!trie.isWord(node) || best[to]! + trie.weightAt(node) <= most) continue;
      most = best[to]! + trie.weightAt(node);
      length = to - from;
      found = node;
    }
    best[from] = SEPARATORS.has(code) ? 0 : most;
    this.lengths[from] = length;
    this.nodes[from] = found;
  }

  /** Words of the dictionary of so many characters inside a longer piece, in reading order. */
  private wordsIn(piece: string, length: number): string[] {
    const characters = [...piece];
    if (characters.length <= length) return [];
    const stretches = characters.slice(length - 1).map((_, i) => characters.slice(i, i + length).join(""));
    return stretches.filter((word) => this.trie.isWord(this.trie.find(word, 0, word.length)));
  }

  private makeRoom(length: number): void {
    this.best = new Float64Array(2 * length);
    this.lengths = new Uint32Array(2 * length);
    this.nodes = new Int32Array(2 * length);
  }
}

function isFirstHalf(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isSecondHalf(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
