import { findDocNumbers, findQuantities } from "./quantities.js";
import { findReferences, type Reference } from "./references.js";
import type { WordCutter } from "./jieba.js";

/**
 * The terms of a text in three channels, each a bag in reading order. Terms of different channels never meet:
 * every term carries its channel's prefix (`1` unigram, `2` bigram, `w` word).
 */
export interface Terms {
  unigrams: string[];
  bigrams: string[];
  words: string[];
}

/** Full and half width, case: what must not matter to a search. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The one tokenizer, for the index and for the question. */
export class Tokenizer {
  constructor(private readonly cut: WordCutter) {}

  /** All channels of a text. References and document numbers are taken out whole before anything is split. */
  terms(text: string): Terms {
    const folded = foldText(text);
    const { plain, atoms } = takeAtoms(folded);
    const words = atoms;
    for (const quantity of findQuantities(plain)) words.push(`w${quantity.canonical}`);
    for (const word of this.cut(plain)) if (hasContent(word)) words.push(`w${word}`);
    return { ...characterTerms(plain), words };
  }

  /** Search words only, without prefix: what the embedder counts. */
  words(text: string): string[] {
    return this.cut(takeAtoms(foldText(text)).plain).filter(hasContent);
  }
}

/** Replaces references and document numbers by a break, and gives a term for each. */
function takeAtoms(folded: string): { plain: string; atoms: string[] } {
  const atoms: string[] = [];
  let plain = "";
  let at = 0;
  const spans = [
    ...findReferences(folded).map((reference) => ({ ...reference, terms: referenceTerms(reference) })),
    ...findDocNumbers(folded).map((docNumber) => ({ ...docNumber, terms: [`w#${docNumber.canonical}`] })),
  ].sort((a, b) => a.start - b.start);
  for (const span of spans) {
    if (span.start < at) continue;
    atoms.push(...span.terms);
    plain += `${folded.slice(at, span.start)}\n`;
    at = span.end;
  }
  return { plain: plain + folded.slice(at), atoms };
}

/** 第六条第（三）项 -> §art6 and §art6item3: 第四条, 第十四条 and 第二十四条 share no term. */
function referenceTerms(reference: Reference): string[] {
  let term = "w§";
  return reference.parts.map((part) => {
    term += `${part.element}${part.ordinal}${part.insertion === null ? "" : `_${part.insertion}`}`;
    return term;
  });
}

const CONTENT = /[\p{L}\p{N}]/u;

function hasContent(word: string): boolean {
  return CONTENT.test(word);
}

/** Unigrams and bigrams of Han characters; a run of Latin letters or digits counts as one unit. */
function characterTerms(plain: string): Pick<Terms, "unigrams" | "bigrams"> {
  const unigrams: string[] = [];
  const bigrams: string[] = [];
  let previous: string | null = null;
  for (const [unit] of plain.matchAll(/[a-z0-9.]+|[\p{L}\p{N}]|[^\p{L}\p{N}]/gu)) {
    if (!hasContent(unit)) {
      previous = null;
      continue;
    }
    unigrams.push(`1${unit}`);
    if (previous !== null) bigrams.push(`2${previous}${unit}`);
    previous = unit;
  }
  return { unigrams, bigrams };
}
