import { findQuantities } from "./quantities.js";
import { findAtoms, foldText, LATIN_RUN, termName, type Tokenizer } from "./tokenizer.js";

/** A term of the word channel, and where it stands in the text that holds it (UTF-16). */
export interface LocatedWord {
  term: string;
  start: number;
  end: number;
}

/** Where the words, references, document numbers and figures of a text stand: the word channel of `Tokenizer.terms`, with places. */
export function locateWords(tokenizer: Tokenizer, text: string): LocatedWord[] {
  const { folded, origin } = foldWithOrigin(text);
  const found: LocatedWord[] = [];
  const add = (word: string, start: number, end: number): void => void found.push({ term: termName.word(word), start: origin[start]!, end: origin[end]! });
  let plain = folded;
  for (const { start, end, terms } of findAtoms(folded)) {
    for (const term of terms) add(term, start, end);
    plain = plain.slice(0, start) + "\n".repeat(end - start) + plain.slice(end);
  }
  for (const { canonical, start, end } of findQuantities(plain)) add(canonical, start, end);
  for (const run of plain.matchAll(LATIN_RUN)) add(run[0], run.index, run.index + run[0].length);
  locatePieces(tokenizer, plain, add);
  return found;
}

function locatePieces(tokenizer: Tokenizer, plain: string, add: (word: string, start: number, end: number) => void): void {
  let at = 0;
  for (const piece of tokenizer.cut(plain.replace(NO_WORD, (sign) => "\n".repeat(sign.length)))) {
    const words = tokenizer.searchWords(piece);
    if (words.length === 0) continue;
    const start = plain.indexOf(piece, at);
    for (const word of words) {
      const inside = start + piece.indexOf(word);
      add(word, inside, inside + word.length);
    }
    at = start + piece.length;
  }
}

/** Ends a clause, as for the tokenizer. */
const NO_WORD = /[^\p{L}\p{N}\u{10000}-\u{10ffff}+#&]/gu;

/** The folded text, and for each of its code units, and its end, where in the text it comes from. */
function foldWithOrigin(text: string): { folded: string; origin: number[] } {
  let folded = "";
  const origin: number[] = [];
  let at = 0;
  for (const ch of text) {
    const part = foldText(ch);
    for (let i = 0; i < part.length; i++) origin.push(at);
    folded += part;
    at += ch.length;
  }
  origin.push(at);
  return { folded, origin };
}
