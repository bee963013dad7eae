import { GrowingLists } from "../search-index/growing-lists.js";
import type { CodedText } from "../search-index/passage-counter.js";
import { pairOf } from "../search-index/pair-table.js";
import { TermDictionary } from "../search-index/term-dictionary.js";
import { BestPathCutter } from "../segment/best-path-cutter.js";
import type { SharedDictionary } from "../segment/shared-dictionary.js";
import { CharacterClass, classOfCode, prepareText, Tokenizer } from "../segment/tokenizer.js";
import { WordNeighbours } from "../segment/word-neighbours.js";
import { NOWHERE } from "../segment/word-trie.js";
import { FragmentTable } from "./fragment-table.js";

/** A coded text, and apart what the embedder counts in it. */
export interface CodedWords extends CodedText {
  /** Plain words in reading order; empty where they are not wanted. */
  plain: Uint32Array;
  /** Runs of Latin letters and digits, which come after them. */
  runs: Uint32Array;
}

/** Fragments that are remembered: some 60 MB. */
const MOST_FRAGMENTS = 1_000_000;

/**
 * Turns texts into numbers of its dictionary: the same terms as `Tokenizer.termsOfAll`. Texts are parted where no word
 * reaches across, and a part that stood before is not cut again: of a collection of laws, nine tenths.
 */
export class TextCoder {
  readonly dictionary = new TermDictionary();
  private readonly fragments = new FragmentTable();
  /** By fragment: its words with those inside them, and its plain words. */
  private readonly fragmentWords = new GrowingLists();
  private readonly fragmentPlain = new GrowingLists();
  /** Fragments that wait to be cut. */
  private newFragments: string[] = [];
  /** By text: terms of its characters, the fragments that it is made of, its words, its plain words. */
  private readonly characters = new GrowingLists();
  private readonly parts = new GrowingLists();
  private readonly words = new GrowingLists();
  private readonly plain = new GrowingLists();

  private readonly cutter: BestPathCutter;
  private readonly tokenizer: Tokenizer;
  /** By a piece's node in the dictionary: numbers of its search words, itself last; none for what is not counted. */
  private readonly pieces = new Map<number, Uint32Array>();
  private readonly neighbours: WordNeighbours;
  private readonly joins: PairJoins;

  /** @param wantsPlain whether to tell what the embedder counts */
  constructor(
    { probabilities, neighbours }: SharedDictionary,
    private readonly wantsPlain: boolean,
  ) {
    this.cutter = new BestPathCutter(probabilities);
    this.tokenizer = new Tokenizer(this.cutter);
    this.neighbours = new WordNeighbours(neighbours);
    this.joins = new PairJoins(this.neighbours);
  }

  /** @returns views that are good until the next call */
  code(texts: readonly string[]): CodedWords[] {
    if (this.fragments.size > MOST_FRAGMENTS) this.forget();
    for (const lists of [this.characters, this.parts, this.words, this.plain]) lists.clear();
    const read = texts.map((text) => this.read(text));
    this.cutNewFragments();
    read.forEach((text, i) => this.addWords(i, text));
    // Views last: the arrays may move while they grow.
    return read.map(({ unigrams, runs }, i) => ({
      characters: this.characters.view(i),
      unigrams,
      words: this.words.view(i),
      plain: this.plain.view(i),
      runs,
    }));
  }

  /** Reads a text's characters, and parts it into fragments; its words come once the new ones are cut. */
  private read(text: string): ReadText {
    const { plain, atoms, runs } = prepareText(text);
    const characters = this.characters.items;
    const before = characters.length;
    let pairs = 0;
    let start = 0;
    let previous = -1;
    let previousClass: number = CharacterClass.Break;
    for (let i = 0; i < plain.length; i++) {
      const code = plain.charCodeAt(i);
      const itsClass = classOfCode(code);
      if (itsClass === CharacterClass.Character) characters.push(this.dictionary.unigram(code));
      let joined = false;
      if (itsClass === CharacterClass.Character && previousClass === CharacterClass.Character) {
        const pair = this.dictionary.bigram(pairOf(previous, code));
        characters.push(pair);
        pairs++;
        joined = this.joins.has(pair, previous, code);
      } else if (itsClass !== CharacterClass.Break && previousClass !== CharacterClass.Break) {
        joined = this.neighbours.mayJoin(previous, code);
      }
      if (!joined) {
        if (previousClass !== CharacterClass.Break) this.addPart(plain, start, i);
        start = i;
      }
      previous = code;
      previousClass = itsClass;
    }
    if (previousClass !== CharacterClass.Break) this.addPart(plain, start, plain.length);
    this.characters.close();
    this.parts.close();
    return { unigrams: characters.length - before - pairs, atoms: this.numbersOf(atoms), runs: this.numbersOf(runs) };
  }

  private addPart(plain: string, from: number, to: number): void {
    const known = this.fragments.size;
    const fragment = this.fragments.numberOf(plain, from, to);
    if (fragment === known) this.newFragments.push(plain.slice(from, to).toWellFormed());
    this.parts.items.push(fragment);
  }

  private cutNewFragments(): void {
    for (const fragment of this.newFragments) {
      this.cutter.eachWord(fragment, (from, to, node) => {
        const words = this.wordsOf(fragment, from, to, node);
        this.fragmentWords.items.append(words);
        if (this.wantsPlain && words.length > 0) this.fragmentPlain.items.push(words[words.length - 1]!);
      });
      this.fragmentWords.close();
      this.fragmentPlain.close();
    }
    this.newFragments = [];
  }

  /** @param node of the piece; what is no word of the dictionary has none of its own */
  private wordsOf(fragment: string, from: number, to: number, node: number): Uint32Array {
    const known = this.pieces.get(node);
    if (known) return known;
    const words = this.numbersOf(this.tokenizer.searchWords(fragment.slice(from, to)));
    if (node !== NOWHERE) this.pieces.set(node, words);
    return words;
  }

  private numbersOf(words: readonly string[]): Uint32Array {
    const numbers = new Uint32Array(words.length);
    for (let i = 0; i < words.length; i++) numbers[i] = this.dictionary.word(words[i]!);
    return numbers;
  }

  private addWords(text: number, { atoms, runs }: ReadText): void {
    const parts = this.parts.view(text);
    this.words.items.append(atoms);
    for (let i = 0; i < parts.length; i++) this.fragmentWords.copy(parts[i]!, this.words.items);
    this.words.items.append(runs);
    this.words.close();
    if (this.wantsPlain) for (let i = 0; i < parts.length; i++) this.fragmentPlain.copy(parts[i]!, this.plain.items);
    this.plain.close();
  }

  /** Terms keep their numbers. */
  private forget(): void {
    for (const lists of [this.fragments, this.fragmentWords, this.fragmentPlain]) lists.clear();
  }
}

interface ReadText {
  unigrams: number;
  atoms: Uint32Array;
  runs: Uint32Array;
}

/** What WordNeighbours say of a pair, by the number of its term: asked once a pair. */
class PairJoins {
  private answers = new Uint8Array(1 << 16);

  constructor(private readonly neighbours: WordNeighbours) {}

  has(pair: number, first: number, second: number): boolean {
    if (pair >= this.answers.length) this.grow(pair);
    if (this.answers[pair] === UNASKED) this.answers[pair] = this.neighbours.mayJoin(first, second) ? YES : NO;
    return this.answers[pair] === YES;
  }

  private grow(pair: number): void {
    const grown = new Uint8Array(Math.max(2 * this.answers.length, pair + 1));
    grown.set(this.answers);
    this.answers = grown;
  }
}

const UNASKED = 0;
const NO = 1;
const YES = 2;
