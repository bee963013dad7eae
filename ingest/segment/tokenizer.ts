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
  bigram: (code: number): string => BIGRAM_PREFIX + String.fromCharCode(code >>> 16, code & 0xffff),
  word: (word: string): string => WORD_PREFIX + word,
};

/** All terms of a text by name, repeated as they stand in it. */
export function termNames({ unigrams, bigrams, words }: Terms): string[] {
  return [...unigrams.map(termName.unigram), ...bigrams.map(termName.bigram), ...words.map(termName.word)];
}

/** A text before it is cut into words. */
export interface PreparedText {
  /** The folded text; references and document numbers are line breaks in it. */
  plain: string;
  /** A term for each reference, document number and figure. */
  atoms: readonly string[];
  /** Runs of Latin letters and digits: the segmenter cuts GDP into letters. */
  runs: readonly string[];
}

export function prepareText(text: string): PreparedText {
  const { plain, atoms } = takeAtoms(foldText(text));
  for (const { canonical } of findQuantities(plain)) atoms.push(canonical);
  return { plain, atoms, runs: plain.match(LATIN_RUN) ?? [] };
}

/** The one tokenizer, for the index and for the question. */
export class Tokenizer {
  /** Search words of every piece met so far: as many as the segmenter has words. */
  private readonly known = new Map<string, readonly string[]>();

  constructor(private readonly cutter: WordCutter) {}

  /** All channels of a text. References and document numbers are taken out whole before anything is split. */
  terms(text: string): Terms {
    return this.termsOfAll([text])[0]!;
  }

  /** The same for many texts at once: one call of the segmenter costs less than many. */
  termsOfAll(texts: readonly string[]): Terms[] {
    const prepared = texts.map(prepareText);
    const pieces = this.cutAll(prepared.map(({ plain }) => plain));
    return prepared.map(({ plain, atoms, runs }, i) => {
      const words = pieces[i]!.flatMap((piece) => this.searchWords(piece));
      const terms: Terms = { unigrams: [], bigrams: [], words: [...atoms, ...words, ...runs] };
      eachCharacterTerm(plain, (code) => terms.unigrams.push(code), (code) => terms.bigrams.push(code));
      return terms;
    });
  }

  /** Words only, without the words inside them: what the embedder counts, and what a question is made of. */
  words(text: string): string[] {
    const { plain, runs } = prepareText(text);
    return [...this.cutAll([plain])[0]!.filter((piece) => this.searchWords(piece).length > 0), ...runs];
  }

  /** The pieces of lines in reading order; every line end is a piece of its own. */
  cut(lines: string): string[] {
    return this.cutter.plain(lines);
  }

  /** What the index counts for a piece: the word and the words inside it, itself last; nothing for punctuation, and for Latin letters, which are counted in runs. */
  searchWords(piece: string): readonly string[] {
    let words = this.known.get(piece);
    if (words === undefined) {
      words = hasContent(piece) && !LATIN.test(piece) ? this.cutter.inside(piece) : [];
      this.known.set(piece, words);
    }
    return words;
  }

  /** Cuts texts in one call, clause by clause, parted by a character that stands in none of them. */
  private cutAll(texts: readonly string[]): string[][] {
    const lists: string[][] = [[]];
    const lines = texts.map((text) => text.replace(CLAUSE_BREAKS, "\n")).join(`\n${SEPARATOR}\n`);
    for (const piece of this.cut(lines)) {
      if (piece === SEPARATOR) lists.push([]);
      else lists[lists.length - 1]!.push(piece);
    }
    return lists;
  }
}

const LATIN = /^[a-z0-9]+$/;
export const LATIN_RUN = /[a-z0-9]+/g;

/** Parts texts; it ends clauses, so that none holds it. */
const SEPARATOR = "\u0001";

/** References and document numbers with their terms, left to right, none over another. */
export function findAtoms(folded: string): { start: number; end: number; terms: string[] }[] {
  const spans = [
    ...findReferences(folded).map((reference) => ({ start: reference.start, end: reference.end, terms: referenceTerms(reference) })),
    ...findDocNumbers(folded).map(({ start, end, canonical }) => ({ start, end, terms: [`#${canonical}`] })),
  ];
  let at = 0;
  return spans.sort((a, b) => a.start - b.start).filter(({ start, end }) => {
    const isFree = start >= at;
    if (isFree) at = end;
    return isFree;
  });
}

/** Replaces references and document numbers by a break, and gives a term for each. */
function takeAtoms(folded: string): { plain: string; atoms: string[] } {
  const atoms: string[] = [];
  let plain = "";
  let at = 0;
  for (const span of findAtoms(folded)) {
    atoms.push(...span.terms);
    plain += `${folded.slice(at, span.start)}\n`;
    at = span.end;
  }
  return { plain: plain + folded.slice(at), atoms };
}

/** 第六条第（三）项 -> §art6 and §art6item3: 第四条, 第十四条 and 第二十四条 share no term. */
function referenceTerms(reference: Reference): string[] {
  let term = "§";
  return reference.parts.map((part) => {
    term += `${part.element}${part.ordinal}${part.insertion === null ? "" : `_${part.insertion}`}`;
    return term;
  });
}

/** What a code unit is to the character channels and to clauses. */
export const CharacterClass = {
  /** Punctuation and white space: ends a clause. No word of the segmenter holds any. */
  Break: 0,
  Character: 1,
  /** Latin letter or digit: left to the words. */
  Latin: 2,
  /** What stands in words (c++, c#) and counts for nothing itself. */
  Sign: 3,
} as const;

const SIGNS = "+#&";
const CLASSES = new Uint8Array(0x10000);
for (let code = 0; code < CLASSES.length; code++) {
  const ch = String.fromCharCode(code);
  if (/[a-z0-9]/i.test(ch)) CLASSES[code] = CharacterClass.Latin;
  else if (/[\p{L}\p{N}]/u.test(ch) || (code >= 0xd800 && code <= 0xdfff)) CLASSES[code] = CharacterClass.Character;
  else if (SIGNS.includes(ch)) CLASSES[code] = CharacterClass.Sign;
}
const CLAUSE_BREAKS = /[^\p{L}\p{N}\u{10000}-\u{10ffff}+#&]+/gu;

/** One of CharacterClass. */
export function classOfCode(code: number): number {
  return CLASSES[code]!;
}

function hasContent(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const kind = classOfCode(word.charCodeAt(i));
    if (kind === CharacterClass.Character || kind === CharacterClass.Latin) return true;
  }
  return false;
}

/** Single characters and pairs of neighbours, in reading order; Latin letters and digits are left to the words. */
function eachCharacterTerm(plain: string, unigram: (code: number) => void, bigram: (code: number) => void): void {
  let previous = -1;
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    if (CLASSES[code] !== CharacterClass.Character) {
      previous = -1;
      continue;
    }
    unigram(code);
    if (previous >= 0) bigram(previous * PAIR + code);
    previous = code;
  }
}
