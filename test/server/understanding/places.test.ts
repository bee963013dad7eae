import { describe, expect, it } from "vitest";
import { loadJieba } from "../../../ingest/segment/jieba.js";
import { Tokenizer } from "../../../ingest/segment/tokenizer.js";
import { PlaceFinder } from "../../../server/understanding/places.js";
import { realLexicon } from "../../support/documents.js";

const lexicon = realLexicon();
const tokenizer = new Tokenizer(loadJieba(lexicon.terms));
const finder = new PlaceFinder(lexicon.places, new Set(["贵州", "江苏", "山东"]));

/** Places of a question, cut into words by the real tokenizer unless the words are given. */
const found = (question: string, words = tokenizer.words(question), by = finder): string[] =>
  by.find(question, words).map(({ name, region }) => `${name}→${region}`);

describe("places of a question", () => {
  it("takes the longest name that stands at a spot", () => {
    expect(found("黔东南苗族侗族自治州的园区")).toEqual(["黔东南苗族侗族自治州→贵州"]);
    expect(found("贵安新区的企业")).toEqual(["贵安新区→贵州"]);
    expect(found("连云港市的港口")).toEqual(["连云港市→江苏"]);
  });

  it("tells the province of a city or county, in the order in which they stand", () => {
    expect(found("从徐州运到遵义再到淄博")).toEqual(["徐州→江苏", "遵义→贵州", "淄博→山东"]);
  });

  it("gives a name that is said twice once", () => {
    expect(found("贵州的园区和贵州的企业")).toEqual(["贵州→贵州"]);
  });

  it("says whether the collection has documents of the province", () => {
    const question = "贵州和浙江";
    expect(finder.find(question, tokenizer.words(question)).map(({ region, covered }) => [region, covered])).toEqual([
      ["贵州", true],
      ["浙江", false],
    ]);
  });

  it("finds none in a question that names none", () => {
    expect(found("申报材料要写几页")).toEqual([]);
  });
});

describe("one-letter names of provinces", () => {
  it("count where they are words of their own", () => {
    expect(found("在黔设厂")).toEqual(["黔→贵州"]);
    expect(found("黔鲁苏三地")).toEqual(["黔→贵州", "鲁→山东", "苏→江苏"]);
  });

  it("count side by side in one word", () => {
    expect(found("苏鲁两地", ["苏鲁", "两地"])).toEqual(["苏→江苏", "鲁→山东"]);
  });

  it("do not count inside other words", () => {
    expect(found("粗鲁的态度", ["粗鲁", "的", "态度"])).toEqual([]);
    expect(found("产业复苏", ["产业", "复苏"])).toEqual([]);
  });

  it("count for provinces of the collection only, because 新, 宁 and 青 are ordinary words", () => {
    expect(found("新的政策", ["新", "的", "政策"])).toEqual([]);
  });
});

describe("names of two characters", () => {
  it("count for a city or county only as words of their own", () => {
    expect(found("到遵义去", ["到", "遵义", "去"])).toEqual(["遵义→贵州"]);
    expect(found("到遵义去", ["到遵", "义去"])).toEqual([]);
  });

  it("count for a province however the question is cut", () => {
    expect(found("贵州和浙江", ["贵", "州和", "浙江的"])).toEqual(["贵州→贵州", "浙江→浙江"]);
  });

  it("need not be words of their own in a longer name", () => {
    expect(found("到遵义市去", [])).toEqual(["遵义市→贵州"]);
  });
});

describe("names across the border of two words", () => {
  const places = { 新市: "四川", 白银: "甘肃", 大关: "云南", 新和: "新疆", 东区: "四川" };
  const entries = Object.entries(places).map(([name, region]) => ({ region, names: [region], abbreviation: region, places: [name] }));
  /** Knows the five places, whether or not the gazetteer of the corpus lists them. */
  const wary = new PlaceFinder(entries, new Set(["贵州"]));

  it.each([
    ["开拓新市场", "新市"],
    ["真金白银", "白银"],
    ["重大关键", "大关"],
    ["协同创新和", "新和"],
    ["华东区域", "东区"],
  ] as const)("are no places: %s names no %s", (question, name) => {
    for (const asked of [question, `${question}的企业有什么支持`]) {
      expect(found(asked)).toEqual([]);
      expect(found(asked, tokenizer.words(asked), wary)).toEqual([]);
    }
    expect(found(`在${name}办厂`, ["在", name, "办厂"], wary)).toEqual([`${name}→${places[name]}`]);
  });
});

describe("the province that a name stands for", () => {
  it("is found for a province, a city and a county however they are written", () => {
    expect(["贵州", "贵州省", "遵义", "遵义市", " 贵州 ", "浙江省"].map((name) => finder.regionNamed(name))).toEqual(["贵州", "贵州", "贵州", "贵州", "贵州", "浙江"]);
  });

  it("is the name itself where no place has it", () => {
    expect(finder.regionNamed(" 桃花源 ")).toBe("桃花源");
  });
});
