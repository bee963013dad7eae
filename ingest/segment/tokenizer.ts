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
export const BIGRAM_PREFIX = "2";
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

/** A text taken apart, before anything is counted. */
export interface SplitText {
  /** The folded text; references and document numbers are line breaks in it. */
  plain: string;
  /** A term for each reference, document number and figure. */
  atoms: string[];
  /** What the segmenter makes of `plain`, punctuation included: a part of what it makes of all texts. */
  pieces: { of: readonly string[]; from: number; to: number };
  /** Runs of Latin letters and digits: the segmenter cuts GDP into letters. */
  runs: string[];
}

/** The one tokenizer, for the index and for the question. */
export class Tokenizer {
  /** Search words of every piece met so far: as many as the segmenter has words. */
  private readonly known = new Map<string, readonly string[]>();

  constructor(private readonly cut: WordCutter) {}

  /** All channels of a text. References and document numbers are taken out whole before anything is split. */
  terms(text: string): Terms {
    return this.termsOfAll([text])[0]!;
  }

  /** The same for many texts at once. */
  termsOfAll(texts: readonly string[]): Terms[] {
    return this.split(texts).map(({ plain, atoms, pieces, runs }) => {
      const words = piecesOf(pieces).flatMap((piece) => this.searchWords(piece));
      const terms: Terms = { unigrams: [], bigrams: [], words: [...atoms, ...words, ...runs] };
      eachCharacterTerm(plain, (code) => terms.unigrams.push(code), (code) => terms.bigrams.push(code));
      return terms;
    });
  }

  /** Words only, without the words inside them: what the embedder counts, and what a question is made of. */
  words(text: string): string[] {
    const { pieces, runs } = this.split([text])[0]!;
    return [...piecesOf(pieces).filter((piece) => this.searchWords(piece).length > 0), ...runs];
  }

  /** Takes many texts apart at once: one call of the segmenter costs less than many. */
  split(texts: readonly string[]): SplitText[] {
    const split = texts.map((text) => splitWithoutPieces(foldText(text)));
    const of = this.cut.plain(split.map(({ plain }) => plain).join(SEPARATOR));
    let from = 0;
    return split.map((text) => {
      let to = from;
      while (to < of.length && of[to] !== SEPARATOR) to++;
      const pieces = { of, from, to };
      from = to + 1;
      return { ...text, pieces };
    });
  }

  /** What the index counts for a piece: the word and the words inside it; nothing for punctuation, and for Latin letters, which `runs` hold whole. */
  searchWords(piece: string): readonly string[] {
    let words = this.known.get(piece);
    if (words === undefined) {
      words = hasContent(piece) && !LATIN.test(piece) ? this.cut.inside(piece) : [];
      this.known.set(piece, words);
    }
    return words;
  }
}

const LATIN = /^[a-z0-9]+$/;
const LATIN_RUN = /[a-z0-9]+/g;

function splitWithoutPieces(folded: string): Omit<SplitText, "pieces"> {
  const { plain, atoms } = takeAtoms(folded);
  for (const { canonical } of findQuantities(plain)) atoms.push(canonical);
  return { plain, atoms, runs: plain.match(LATIN_RUN) ?? [] };
}

function piecesOf({ of, from, to }: SplitText["pieces"]): string[] {
  return of.slice(from, to);
}

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

/** Single characters and pairs of neighbours, in reading order; Latin letters and digits are left to the words. */
export function eachCharacterTerm(plain: string, unigram: (code: number) => void, bigram: (code: number) => void): void {
  let previous = -1;
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    if (CHARACTER_CLASS[code] !== 1) {
      previous = -1;
      continue;
    }
    unigram(code);
    if (previous >= 0) bigram(previous * PAIR + code);
    previous = code;
  }
}
