import { termName, WORD_PREFIX } from "../segment/tokenizer.js";
import { PairTable } from "./pair-table.js";

/** Numbers terms from 0 in order of first sight: the same term, the same number. */
export class TermDictionary {
  private readonly unigrams = new Int32Array(0x10000).fill(-1);
  private readonly bigrams = new PairTable();
  private readonly words = new Map<string, number>();
  private newNames: string[] = [];
  private size = 0;

  unigram(code: number): number {
    const known = this.unigrams[code]!;
    return known >= 0 ? known : (this.unigrams[code] = this.add(termName.unigram(code)));
  }

  /** @param code first × 65536 + second, as 32 bits with or without a sign */
  bigram(code: number): number {
    const known = this.bigrams.get(code);
    if (known >= 0) return known;
    const id = this.add(termName.bigram(code));
    this.bigrams.set(code, id);
    return id;
  }

  word(word: string): number {
    const known = this.words.get(word);
    if (known !== undefined) return known;
    const name = termName.word(word);
    const id = this.add(name);
    // The key is a part of the name: the word itself may be a slice of a document, and would hold all of it.
    this.words.set(name.slice(WORD_PREFIX.length), id);
    return id;
  }

  /** Names of the terms numbered since the last call, in the order of their numbers. */
  takeNewNames(): string[] {
    const names = this.newNames;
    this.newNames = [];
    return names;
  }

  private add(name: string): number {
    this.newNames.push(name);
    return this.size++;
  }
}
