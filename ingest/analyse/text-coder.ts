import { GrowingArray } from "../search-index/growing-array.js";
import type { CodedText } from "../search-index/passage-counter.js";
import { TermDictionary } from "../search-index/term-dictionary.js";
import { eachCharacterTerm, type SplitText, type Tokenizer } from "../segment/tokenizer.js";
import { PieceTable } from "./piece-table.js";

/** A coded text, and apart what the embedder counts in it. */
export interface CodedWords extends CodedText {
  /** Plain words in reading order. */
  plain: Uint32Array;
  /** Runs of Latin letters and digits, which come after them. */
  runs: Uint32Array;
}

/** Turns texts into numbers of its dictionary. Each different piece of the segmenter is looked at as a string once. */
export class TextCoder {
  readonly dictionary = new TermDictionary();
  /** Numbers of a piece's search words, the piece itself last; none for punctuation. */
  private readonly pieces = new PieceTable<readonly number[]>();
  private readonly ids = new GrowingArray();
  private readonly plain = new GrowingArray();

  constructor(private readonly tokenizer: Tokenizer) {}

  /** @returns views that are good until the next call */
  code(texts: readonly string[]): CodedWords[] {
    this.ids.clear();
    this.plain.clear();
    // Places first: the arrays may move while they grow.
    const places = this.tokenizer.split(texts).map((split) => this.place(split));
    const [ids, plain] = [this.ids.view(), this.plain.view()];
    return places.map(({ from, to, lengths, plainFrom, runsFrom, runsTo }) => ({
      ids: ids.subarray(from, to),
      lengths,
      plain: plain.subarray(plainFrom, runsFrom),
      runs: plain.subarray(runsFrom, runsTo),
    }));
  }

  /** Codes a text at the end of the arrays, and says where. */
  private place({ plain: text, atoms, pieces, runs }: SplitText): Place {
    const { ids, plain, dictionary } = this;
    const [from, plainFrom] = [ids.length, plain.length];
    let unigrams = 0;
    const unigram = (code: number): void => {
      unigrams++;
      ids.push(dictionary.unigram(code));
    };
    eachCharacterTerm(text, unigram, (code) => ids.push(dictionary.bigram(code)));
    const characters = ids.length - from;
    for (const atom of atoms) ids.push(dictionary.word(atom));
    this.addPieces(pieces);
    const runsFrom = plain.length;
    for (const run of runs) {
      const word = dictionary.word(run);
      ids.push(word);
      plain.push(word);
    }
    const lengths = [unigrams, characters - unigrams, ids.length - from - characters] as const;
    return { from, to: ids.length, lengths, plainFrom, runsFrom, runsTo: plain.length };
  }

  private addPieces({ of, from, to }: SplitText["pieces"]): void {
    for (let i = from; i < to; i++) {
      const words = this.wordsOf(of[i]!);
      if (words.length === 0) continue;
      for (const word of words) this.ids.push(word);
      this.plain.push(words[words.length - 1]!);
    }
  }

  private wordsOf(piece: string): readonly number[] {
    let ids = this.pieces.get(piece);
    if (ids === undefined) {
      ids = this.tokenizer.searchWords(piece).map((word) => this.dictionary.word(word));
      this.pieces.set(piece, ids);
    }
    return ids;
  }
}

/** Where a coded text lies. */
interface Place {
  from: number;
  to: number;
  lengths: CodedText["lengths"];
  plainFrom: number;
  runsFrom: number;
  runsTo: number;
}
