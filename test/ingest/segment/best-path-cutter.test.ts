import fc from "fast-check";
import nodejieba from "nodejieba";
import { describe, expect, it } from "vitest";
import { CorpusError } from "../../../ingest/errors.js";
import { BestPathCutter } from "../../../ingest/segment/best-path-cutter.js";
import { loadJieba } from "../../../ingest/segment/jieba.js";
import { readSharedDictionary } from "../../../ingest/segment/shared-dictionary.js";
import { realDocuments, realLexicon } from "../../support/documents.js";

const terms = [...realLexicon().terms, "𠮷野家", "锟斤拷锘", "LED显示"];
const jieba = loadJieba(terms);
const own = new BestPathCutter(readSharedDictionary(terms).probabilities);
const lines = [...realDocuments().values()].flatMap(({ text }) => text.toLowerCase().split("\n"));

/** Stretches of real text and what is special, one after the other in any way. */
const stretch = fc
  .tuple(fc.constantFrom(...lines), fc.nat({ max: 60 }), fc.nat({ max: 30 }))
  .map(([line, from, length]) => line.slice(from, from + length));
const special = fc.constantFrom("𠮷野家", "𠮷", "\ud840", "\udc00", "锟斤拷锘", "led显示", "c++", "AT&T", "，", "。", " ", "\t", "\n", "２０２１", "中华人民共和国", "研究生命起源", "丏", "\uffff");
const text = fc.array(fc.oneof(stretch, special, fc.string({ maxLength: 3 })), { maxLength: 10 }).map((parts) => parts.join(""));

describe("BestPathCutter", () => {
  it("cuts every line of the shipped documents as jieba does", () => {
    expect(lines.map((line) => own.plain(line))).toEqual(lines.map((line) => jieba.plain(line)));
  });

  it("cuts any text as jieba does, and finds the same words in each", () => {
    fc.assert(
      fc.property(text, (some) => {
        expect(own.plain(some)).toEqual(jieba.plain(some));
        expect(own.plain(some).flatMap((word) => own.inside(word))).toEqual(nodejieba.cutForSearch(some));
      }),
      { numRuns: 1000 },
    );
  });

  it("cuts a text longer than any before", () => {
    const long = lines.join("\n");
    expect(own.plain(long)).toEqual(jieba.plain(long));
  });

  it("cuts an empty text into nothing", () => {
    expect(own.plain("")).toEqual([]);
  });

  it("refuses a term that cannot be a word", () => {
    expect(() => readSharedDictionary(["两个 词"])).toThrow(CorpusError);
  });
});
