import { describe, expect, it } from "vitest";
import { correct, TypoFinder } from "../../../server/understanding/typos.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const snapshot = openRealSnapshot();
const finder = new TypoFinder(snapshot);
const read = (question: string): string => correct(question, finder.find(question));

describe("a misspelled word", () => {
  it.each([
    ["产业集裙怎么审报", "产业集群怎么申报"],
    ["攻示多久", "公示多久"],
    ["认订程序", "认定程序"],
    ["自金支持", "资金支持"],
    ["培遇方向", "培育方向"],
    ["大数剧电子信息集群", "大数据电子信息集群"],
  ])("that sounds like a known one is read as it: %s", (written, meant) => {
    expect(read(written)).toBe(meant);
  });

  it.each([
    ["竟赛怎么报", "竞赛怎么报"],
    ["集群发展促近组织", "集群发展促进组织"],
  ])("that looks like a known one is read as it: %s", (written, meant) => {
    expect(read(written)).toBe(meant);
  });

  it("is told with what it is read as, and keeps the question's length, so that spans stay", () => {
    expect(finder.find("审报材料")).toEqual([{ said: "审报材料", means: "申报材料" }]);
    expect(read("产业集裙怎么审报")).toHaveLength("产业集裙怎么审报".length);
  });
});

describe("words as they are", () => {
  it("stand in every question that the collection itself holds twice or more, and in its documents", () => {
    const sentences = [...snapshot.documents.values()].flatMap(({ text }) => text.split(/[\n，。；]/)).filter((sentence) => sentence.length > 3);
    expect(sentences.length).toBeGreaterThan(500);
    for (const sentence of sentences) expect(finder.find(sentence)).toEqual([]);
  });

  it.each(["贵州的集群怎么申报", "今天天气怎么样", "我们厂前年出过安全事故，还能申报吗", "实施方案讲了什么"])("are left alone in 「%s」", (question) => {
    expect(finder.find(question)).toEqual([]);
  });
});
