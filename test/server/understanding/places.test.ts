import { describe, expect, it } from "vitest";
import { PlaceFinder } from "../../../server/understanding/places.js";
import { realLexicon } from "../../support/documents.js";

const finder = new PlaceFinder(realLexicon().places, new Set(["贵州", "江苏", "山东"]));
const found = (question: string, words: string[] = []): string[] => finder.find(question, words).map(({ name, region }) => `${name}→${region}`);

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
    expect(finder.find("贵州和浙江", []).map(({ region, covered }) => [region, covered])).toEqual([
      ["贵州", true],
      ["浙江", false],
    ]);
  });

  it("finds none in a question that names none", () => {
    expect(found("申报材料要写几页", ["申报", "材料"])).toEqual([]);
  });
});

describe("one-letter names of provinces", () => {
  it("count where they are words of their own", () => {
    expect(found("在黔设厂", ["在", "黔", "设厂"])).toEqual(["黔→贵州"]);
    expect(found("黔鲁苏三地", ["黔", "鲁", "苏", "三地"])).toEqual(["黔→贵州", "鲁→山东", "苏→江苏"]);
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

describe("names across the border of two words", () => {
  it.todo("are no places: 开拓新市场 names no 新市, 真金白银 no 白银, 重大关键 no 大关, 协同创新和 no 新和, 华东区域 no 东区");
});
