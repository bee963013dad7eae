import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextCoder, type CodedWords } from "../../../ingest/analyse/text-coder.js";
import { loadJieba } from "../../../ingest/segment/jieba.js";
import { readSharedDictionary } from "../../../ingest/segment/shared-dictionary.js";
import { termName, Tokenizer } from "../../../ingest/segment/tokenizer.js";
import { realDocuments, realLexicon } from "../../support/documents.js";

const { terms } = realLexicon();
const tokenizer = new Tokenizer(loadJieba(terms));
const dictionary = readSharedDictionary(terms);
const paragraphs = [...realDocuments().values()].flatMap(({ text }) => text.split("\n")).filter((line) => line !== "");

/** A coder and the names of its numbers. */
class NamedCoder {
  readonly coder = new TextCoder(dictionary, true);
  private readonly names: string[] = [];

  code(texts: readonly string[]): { unigrams: string[]; bigrams: string[]; words: string[]; plain: string[] }[] {
    const coded = this.coder.code(texts);
    this.names.push(...this.coder.dictionary.takeNewNames());
    return coded.map((text) => this.named(text));
  }

  private named({ characters, unigrams, words, plain, runs }: CodedWords): ReturnType<NamedCoder["code"]>[number] {
    const namesOf = (ids: Uint32Array): string[] => Array.from(ids, (id) => this.names[id]!);
    const ofCharacters = namesOf(characters);
    const [singles, pairs] = ["1", "2"].map((prefix) => ofCharacters.filter((name) => name.startsWith(prefix)));
    expect(singles).toHaveLength(unigrams);
    return { unigrams: singles!, bigrams: pairs!, words: namesOf(words), plain: [...namesOf(plain), ...namesOf(runs)] };
  }
}

/** What the tokenizer says of the same text. */
function expected(text: string): ReturnType<NamedCoder["code"]>[number] {
  const { unigrams, bigrams, words } = tokenizer.terms(text);
  return {
    unigrams: unigrams.map(termName.unigram),
    bigrams: bigrams.map(termName.bigram),
    words: words.map(termName.word),
    plain: tokenizer.words(text).map(termName.word),
  };
}

/** Stretches of real text, cut anywhere and mixed with what is special. */
const stretch = fc
  .tuple(fc.constantFrom(...paragraphs), fc.nat({ max: 60 }), fc.nat({ max: 30 }))
  .map(([paragraph, from, length]) => paragraph.slice(from, from + length));
const special = fc.constantFrom("第三条第（二）项", "苏政发〔2018〕86号", "3.5亿元", "C++", "ＡＩ＋", "T恤", "𠮷野家", "\ud840", "é", " ", "\n", "——", "１０％", "\u0001");
const text = fc.array(fc.oneof(stretch, special), { maxLength: 8 }).map((parts) => parts.join(""));

describe("TextCoder", () => {
  it("gives every paragraph of the shipped documents the tokenizer's terms", () => {
    const named = new NamedCoder();
    expect(named.code(paragraphs)).toEqual(paragraphs.map(expected));
  });

  it("gives any texts the tokenizer's terms, whatever was coded before", () => {
    const named = new NamedCoder();
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        expect(named.code(texts)).toEqual(texts.map(expected));
      }),
      { numRuns: 300 },
    );
  });

  it("tells no plain words where they are not wanted, and the same terms", () => {
    const coder = new TextCoder(dictionary, false);
    const [coded] = coder.code(["集群主导产业突出"]);
    expect(coded!.plain).toHaveLength(0);
    expect(coded!.words.length).toBe(tokenizer.terms("集群主导产业突出").words.length);
  });
});
