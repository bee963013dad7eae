import { findDocNumbers, findQuantities } from "./quantities.js";
import { findReferences, type Reference } from "./references.js";
import type { WordCutter } from "./jieba.js";

/**
 * The terms of a text in three channels, each in reading order: code units of single characters, pairs of neighbours
 * (first × 65536 + second), and words. Numbers, because an index counts hundreds of them a passage.
 */
export interface Terms {
  unigrams: number[];
  bigrams: number[];
  words: string[];
}

const PAIR = 0x10000;

/** Full and half width, case: what must not matter to a search. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The prefixes of term names that keep the channels apart. */
export const UNIGRAM_PREFIX = "1";
const BIGRAM_PREFIX = "2";
export const WORD_PREFIX = "w";

/** A term's name, the same for every text that holds it. */
export const termName = {
  unigram: (code: number): string => UNIGRAM_PREFIX + String.fromCharCode(code),
  bigram: (code: number): string => BIGRAM_PREFIX + String.fromCharCode(Math.floor(code / PAIR), code % PAIR),
  word: (word: string): string => WORD_PREFIX + word,
};

/** All terms of a text by name, repeated as they stand in it. */
export function termNames({ unigrams, bigrams, words }: Terms): string[] {
  return [...unigrams.map(termName.unigram), ...bigrams.map(termName.bigram), ...words.map(termName.word)];
}

/** The one tokenizer, for the index and for the question. */
export class Tokenizer {
  constructor(private readonly cut: WordCutter) {}

  /** All channels of a text. References and document numbers are taken out whole before anything is split. */
  terms(text: string): Terms {
    return this.termsOfAll([text])[0]!;
  }

  /** The same for many texts at once: one call of the segmenter costs less than many. */
  termsOfAll(texts: readonly string[]): Terms[] {
    const taken = texts.map((text) => takeAtoms(foldText(text)));
    const words = this.cutAll(taken.map(({ plain }) => plain), (joined) => this.cut.search(joined));
    return taken.map(({ plain, atoms }, i) => {
      for (const quantity of findQuantities(plain)) atoms.push(quantity.canonical);
      for (const word of words[i]!) atoms.push(word);
      return { ...characterTerms(plain), words: atoms };
    });
  }

  /** Words only, without the words inside them: what the embedder counts, and what a question is made of. */
  words(text: string): string[] {
    return this.cutAll([takeAtoms(foldText(text)).plain], (joined) => this.cut.plain(joined))[0]!;
  }

  /** Cuts texts in one call, parted by a character that stands in none of them. */
  private cutAll(texts: readonly string[], cut: (joined: string) => string[]): string[][] {
    const lists: string[][] = [];
    let words: string[] = [];
    for (const word of cut(texts.join(SEPARATOR))) {
      if (word === SEPARATOR) {
        lists.push(words);
        words = [];
      } else if (hasContent(word) && !LATIN.test(word)) {
        words.push(word);
      }
    }
    lists.push(words);
    texts.forEach((text, i) => {
      for (const [run] of text.matchAll(LATIN_RUN)) lists[i]!.push(run);
    });
    return lists;
  }
}

/** The segmenter cuts GDP into letters: runs of Latin letters and digits are taken whole instead. */
const LATIN = /^[a-z0-9]+$/;
const LATIN_RUN = /[a-z0-9]+/g;

/** Normalised text has no control characters (read/normalise.ts), and folding makes none. */
const SEPARATOR = "\u0001";

/** Replaces references and document numbers by a break, and gives a term for each. */
function takeAtoms(folded: string): { plain: string; atoms: string[] } {
  const spans = [
    ...findReferences(folded).map((reference) => ({ start: reference.start, end: reference.end, terms: referenceTerms(reference) })),
    ...findDocNumbers(folded).map(({ start, end, canonical }) => ({ start, end, terms: [`#${canonical}`] })),
  ];
  if (spans.length === 0) return { plain: withoutSeparator(folded), atoms: [] };
  const atoms: string[] = [];
  let plain = "";
  let at = 0;
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    if (span.start < at) continue;
    atoms.push(...span.terms);
    plain += `${folded.slice(at, span.start)}\n`;
    at = span.end;
  }
  return { plain: withoutSeparator(plain + folded.slice(at)), atoms };
}

function withoutSeparator(text: string): string {
  return text.includes(SEPARATOR) ? text.replaceAll(SEPARATOR, " ") : text;
}

/** 第六条第（三）项 -> §art6 and §art6item3: 第四条, 第十四条 and 第二十四条 share no term. */
function referenceTerms(reference: Reference): string[] {
  let term = "§";
  return reference.parts.map((part) => {
    term += `${part.element}${part.ordinal}${part.insertion === null ? "" : `_${part.insertion}`}`;
    return term;
  });
}

/** What a code unit is to the character channels: 0 a break, 1 a character that counts, 2 Latin or digit (words only). */
const CHARACTER_CLASS = new Uint8Array(0x10000);
for (let code = 0; code < 0x10000; code++) {
  const ch = String.fromCharCode(code);
  if (/[a-z0-9]/i.test(ch)) CHARACTER_CLASS[code] = 2;
  else if (/[\p{L}\p{N}]/u.test(ch) || (code >= 0xd800 && code <= 0xdfff)) CHARACTER_CLASS[code] = 1;
}

function hasContent(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (CHARACTER_CLASS[word.charCodeAt(i)] !== 0) return true;
  return false;
}

/** Single characters and pairs of neighbours; Latin letters and digits are left to the words. */
function characterTerms(plain: string): Pick<Terms, "unigrams" | "bigrams"> {
  const unigrams: number[] = [];
  const bigrams: number[] = [];
  let previous = -1;
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    if (CHARACTER_CLASS[code] !== 1) {
      previous = -1;
      continue;
    }
    unigrams.push(code);
    if (previous >= 0) bigrams.push(previous * PAIR + code);
    previous = code;
  }
  return { unigrams, bigrams };
}
