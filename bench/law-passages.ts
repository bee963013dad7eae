import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadJieba, type WordCutter } from "../ingest/segment/jieba.js";
import type { CollectionText, PassageSource } from "./collection.js";
import { readPassages } from "./laws.js";
import { seededRandom } from "./seeded-random.js";

/** Share of a copy's words that are changed. */
const CHANGED = 0.2;
/**
 * Of the changed ones, the share that becomes any word of jieba's dictionary; the others become words as the laws use them.
 * At a million passages the vocabulary is then about four times that of the laws, as it is in text that grows so much.
 */
const FROM_DICTIONARY = 0.02;

/** What every command over the laws' passages takes, for `parseArgs`: the archive, how many passages, and the least characters of each. */
export const PASSAGE_OPTIONS = {
  laws: { type: "string" },
  passages: { type: "string", default: "100000" },
  least: { type: "string", default: "0" },
} as const;

/** `wanted` passages of the laws in an archive, with a word on where they come from. */
export async function lawPassages(archive: string, wanted: number, least = 0): Promise<{ passages: PassageSource; origin: string }> {
  const real = await readPassages(archive, least);
  if (wanted <= real.length) return { passages: spread(real, wanted), origin: `${wanted} of ${real.length} real passages, evenly spread` };
  const copies = new ChangedCopies(real, loadJieba([]), dictionaryWords());
  return {
    passages: new Repeated(real, copies, wanted),
    origin: `${real.length} real passages, the other ${wanted - real.length} copies of them with ${CHANGED * 100}% of the words changed`,
  };
}

/** Evenly spread picks, in order. */
export function spread<T>(items: readonly T[], wanted: number): T[] {
  const count = Math.min(wanted, items.length);
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!);
}

/** The real passages, then changed copies; made anew at each reading, so that only the real ones are held. */
class Repeated implements PassageSource {
  constructor(
    private readonly real: readonly CollectionText[],
    private readonly copies: ChangedCopies,
    readonly length: number,
  ) {}

  *[Symbol.iterator](): Generator<CollectionText> {
    yield* this.real;
    for (let i = this.real.length; i < this.length; i++) {
      yield this.copies.copy(i % this.real.length, Math.floor(i / this.real.length));
    }
  }
}

/**
 * Copies of passages with a share of their words changed: for words drawn from the running text of all passages, so that
 * frequencies stay as they are and new pairs arise, and for words of the dictionary, so that the vocabulary grows.
 * The same copy of the same passage is always the same.
 */
export class ChangedCopies {
  /** Lengths of each passage's words, so that it is cut once. */
  private readonly cuts: Uint16Array[];
  /** A word of each passage: what the laws speak of, as often as they do. */
  private readonly running: string[];

  constructor(
    private readonly real: readonly CollectionText[],
    cutter: WordCutter,
    private readonly dictionary: readonly string[],
  ) {
    this.cuts = real.map(({ text }) => Uint16Array.from(cutter.plain(text), (word) => word.length));
    const random = seededRandom(0);
    this.running = real.flatMap((_, passage) => pick(this.wordsOf(passage).filter(isContent), random) ?? []);
  }

  /** @param number which copy, from 1 up; a copy counts as another edition of the law */
  copy(passage: number, number: number): CollectionText {
    const random = seededRandom(passage * 1009 + number);
    const text = this.wordsOf(passage).map((word) => (isContent(word) && random() < CHANGED ? this.another(random) : word)).join("");
    return { title: `（${number}）${this.real[passage]!.title}`, text };
  }

  private another(random: () => number): string {
    return pick(random() < FROM_DICTIONARY ? this.dictionary : this.running, random) ?? "";
  }

  private wordsOf(passage: number): string[] {
    const { text } = this.real[passage]!;
    let at = 0;
    return Array.from(this.cuts[passage]!, (length) => text.slice(at, (at += length)));
  }
}

function pick(words: readonly string[], random: () => number): string | undefined {
  return words[Math.floor(random() * words.length)];
}

/** A word of two Chinese characters or more: those that carry a text's matter. */
function isContent(word: string): boolean {
  return /^\p{Script=Han}{2,}$/u.test(word);
}

function dictionaryWords(): string[] {
  const path = createRequire(import.meta.url).resolve("nodejieba/submodules/cppjieba/dict/jieba.dict.utf8");
  return readFileSync(path, "utf8").split("\n").map((line) => line.split(" ")[0]!).filter(isContent);
}
