import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLexicon } from "../../../ingest/corpus/lexicon.js";
import { loadJieba } from "../../../ingest/segment/jieba.js";
import { foldText, termNames, Tokenizer } from "../../../ingest/segment/tokenizer.js";
import { toChinese } from "../../../ingest/structure/numerals.js";
import { CORPUS_FOLDER } from "../../support/snapshot.js";

const lexicon = readLexicon(CORPUS_FOLDER);
const tokenizer = new Tokenizer(loadJieba(lexicon.terms));

/** All terms of a text by name: the prefix tells the channel (1 character, 2 pair, w word). */
const allTerms = (text: string): string[] => termNames(tokenizer.terms(text));
const channel = (text: string, prefix: "1" | "2" | "w"): string[] => allTerms(text).filter((term) => term.startsWith(prefix)).map((term) => term.slice(1));

describe("Tokenizer", () => {
  it("gives 第四条, 第十四条 and 第二十四条 no term in common", () => {
    const bags = ["第四条", "第十四条", "第二十四条"].map(allTerms);
    expect(bags).toEqual([["w§art4"], ["w§art14"], ["w§art24"]]);
  });

  it("gives two different articles no term in common, whatever their numbers", () => {
    const number = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(number, number, (a, b) => {
        fc.pre(a !== b);
        const second = new Set(allTerms(`第${b}条`));
        expect(allTerms(`第${toChinese(a)}条`).filter((term) => second.has(term))).toEqual([]);
      }),
    );
  });

  it("gives a reference one term for each step, the same in Chinese and Arabic numerals", () => {
    expect(allTerms("第六条第（三）项")).toEqual(["w§art6", "w§art6item3"]);
    expect(allTerms("第6条第3项")).toEqual(["w§art6", "w§art6item3"]);
    expect(allTerms("二（一）3")).toEqual(["w§sec2", "w§sec2subsec1", "w§sec2subsec1point3"]);
    expect(allTerms("第三条之一")).toEqual(["w§art3_1"]);
  });

  it("takes a document number whole, however its brackets are printed", () => {
    expect(allTerms("苏政发〔2018〕86号")).toEqual(["w#政发2018-86"]);
    expect(allTerms("苏政发[2018]86号")).toEqual(["w#政发2018-86"]);
  });

  it("joins no characters across a reference that was taken out", () => {
    expect(channel("依照第六条办理", "2")).toEqual(["依照", "办理"]);
  });

  it.each([
    ["ＬＥＤ显示", "led显示"],
    ["到２０２５年", "到2025年"],
    ["增长１０％", "增长10%"],
    ["第１４条", "第14条"],
    ["AI＋制造（试点）", "ai+制造(试点)"],
    ["5G Ｔechnology", "5g technology"],
  ])("gives %s and %s the same terms", (wide, plain) => {
    expect(tokenizer.terms(wide)).toEqual(tokenizer.terms(plain));
  });

  it("gives the same terms for full and half width and for upper and lower case, letter by letter", () => {
    const widen = (text: string): string => [...text].map((ch) => (/[!-~]/.test(ch) ? String.fromCharCode(ch.charCodeAt(0) + 0xfee0) : ch)).join("");
    const plain = fc.array(fc.constantFrom("a", "Z", "7", "%", "+", "集群", "年", "第", "条", "(", ")")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(plain, (text) => {
        const terms = tokenizer.terms(text.toLowerCase());
        expect(tokenizer.terms(widen(text))).toEqual(terms);
        expect(tokenizer.terms(text.toUpperCase())).toEqual(terms);
      }),
    );
  });

  it("adds a figure's canonical form to the words: three years asked in any spelling", () => {
    expect(channel("三年复核", "w")).toContain("3年");
    expect(channel("3年复核", "w")).toContain("3年");
    expect(channel("3,000亿元", "w")).toContain("3000亿元");
  });

  it("names a term by its channel, so that a character, a pair and a word that look alike never meet", () => {
    expect(allTerms("集")).toEqual(["1集", "w集"]);
    expect(channel("集群", "1")).toEqual(["集", "群"]);
    expect(channel("集群", "2")).toEqual(["集群"]);
    expect(channel("集群", "w")).toEqual(["集群"]);
  });

  it("pairs no characters across punctuation, Latin letters or digits, which are left to the words", () => {
    expect(channel("大力，发展LED显示5类", "2")).toEqual(["大力", "发展", "显示"]);
    expect(channel("大力，发展LED显示5类", "1").join("")).toBe("大力发展显示类");
  });

  // The segmenter alone cuts such a run into single characters (led -> l, e, d).
  it("keeps a run of Latin letters and digits whole as a word", () => {
    expect(channel("发展GDP和5G技术", "w")).toEqual(expect.arrayContaining(["gdp", "5g"]));
    expect(channel("GDP", "w")).not.toContain("g");
  });

  it("gives many texts at once the terms that each has alone", () => {
    const text = fc.oneof(fc.constantFrom("", "第六条第（三）项", "三年\n复核", " ", "\u0001", "5个工作日\u0001公示"), fc.string({ unit: "binary", maxLength: 20 }));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
        const wellFormed = texts.map((entry) => entry.toWellFormed());
        expect(tokenizer.termsOfAll(wellFormed)).toEqual(wellFormed.map((entry) => tokenizer.terms(entry)));
      }),
    );
  });

  it("gives no term for white space and punctuation", () => {
    expect(allTerms(" 　，。（）——\n")).toEqual([]);
    expect(tokenizer.words(" ，。")).toEqual([]);
  });

  it("takes any text without failing, and every term has content", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        for (const term of allTerms(text.toWellFormed())) expect(term.length).toBeGreaterThan(1);
      }),
    );
  });
});

describe("jieba with the policy terms", () => {
  it.each(["先进制造业集群", "专精特新", "小巨人", "大数据", "新型工业化", "产业链", "申报主体"])("keeps %s whole in a sentence", (term) => {
    expect(tokenizer.words(`支持${term}发展`)).toContain(term);
  });

  it("keeps every term of the lexicon that is written in Chinese whole when it stands alone", () => {
    const chinese = lexicon.terms.filter((term) => /^\p{Script=Han}+$/u.test(term));
    expect(chinese.length).toBeGreaterThan(500);
    expect(chinese.filter((term) => !tokenizer.words(term).includes(foldText(term)))).toEqual([]);
  });

  it("keeps every term of the lexicon with Latin letters whole, in either case", () => {
    const latin = lexicon.terms.filter((term) => /[A-Za-z]/.test(term));
    expect(latin.filter((term) => !tokenizer.words(term).includes(foldText(term)))).toEqual([]);
    expect(latin.filter((term) => !tokenizer.words(term.toLowerCase()).includes(foldText(term)))).toEqual([]);
  });

  it("gives the index the words inside a long word as well, the embedder the long word only", () => {
    expect(channel("先进制造业集群", "w")).toEqual(expect.arrayContaining(["先进制造业集群", "制造", "集群"]));
    expect(tokenizer.words("先进制造业集群")).toEqual(["先进制造业集群"]);
  });
});
