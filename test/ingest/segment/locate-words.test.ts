import { describe, expect, it } from "vitest";
import { locateWords } from "../../../ingest/segment/locate-words.js";
import { foldText, termName } from "../../../ingest/segment/tokenizer.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const { tokenizer, passages } = openRealSnapshot();
const located = (text: string): string[] => locateWords(tokenizer, text).map(({ term, start, end }) => `${term.slice(1)}=${text.slice(start, end)}`);

describe("locateWords", () => {
  it("gives the terms of the index, no more and no fewer, for every passage of the corpus", () => {
    for (const { document, provision } of passages) {
      const text = document.text.slice(provision.start, provision.end);
      const expected = new Set(tokenizer.terms(text).words.map(termName.word));
      expect(new Set(locateWords(tokenizer, text).map(({ term }) => term))).toEqual(expected);
    }
  });

  it("says where a word stands: there the text reads as the word", () => {
    for (const { document, provision } of passages) {
      const text = document.text.slice(provision.start, provision.end);
      for (const { term, start, end } of locateWords(tokenizer, text)) {
        if (/^w\p{Script=Han}+$/u.test(term)) expect(foldText(text.slice(start, end))).toBe(term.slice(1));
      }
    }
  });

  it("gives a reference and a document number whole, and the words inside a word", () => {
    expect(located("苏政发〔2018〕86号，第六条第（三）项")).toEqual(expect.arrayContaining(["§art6item3=第六条第（三）项", "#政发2018-86=苏政发〔2018〕86号"]));
    expect(located("制造业")).toEqual(expect.arrayContaining(["制造=制造", "制造业=制造业"]));
  });

  it("counts in the text as it is written, whatever folding makes of it", () => {
    expect(located("㎡的ＧＤＰ增长１０％")).toEqual(expect.arrayContaining(["gdp=ＧＤＰ", "增长=增长", "10%=１０％"]));
  });
});
