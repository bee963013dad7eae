import { describe, expect, it } from "vitest";
import { ChangedCopies, spread } from "../../bench/law-passages.js";

const REAL = Array.from({ length: 40 }, (_, i) => ({ title: `某法第${i}条`, text: "企业应当按照规定申报，经核查合格的给予奖励。".repeat(5) }));
/** Words of two characters; punctuation alone. */
const CUTTER = { plain: (text: string) => text.match(/[，。]|[^，。]{1,2}/g) ?? [], inside: (word: string) => [word] };

describe("ChangedCopies", () => {
  const copies = new ChangedCopies(REAL, CUTTER, ["词典新词"]);

  it("gives the same copy each time, and another for another number", () => {
    expect(new ChangedCopies(REAL, CUTTER, ["词典新词"]).copy(3, 1)).toEqual(copies.copy(3, 1));
    expect(copies.copy(3, 2).text).not.toBe(copies.copy(3, 1).text);
  });

  it("changes about a fifth of the words, few of them for new words of the dictionary, and leaves the rest in place", () => {
    const words = CUTTER.plain(REAL[0]!.text);
    const texts = [1, 2, 3, 4, 5].flatMap((number) => REAL.map((_, i) => copies.copy(i, number).text));
    const kept = texts.map((text) => CUTTER.plain(text.replaceAll("词典新词", "新词")).filter((word, i) => word === words[i]).length / words.length);
    const mean = kept.reduce((a, b) => a + b, 0) / kept.length;
    expect(mean).toBeGreaterThan(0.78);
    expect(mean).toBeLessThan(0.92);
    const withNewWord = texts.filter((text) => text.includes("词典新词")).length / texts.length;
    expect(withNewWord).toBeGreaterThan(0.05);
    expect(withNewWord).toBeLessThan(0.5);
  });
});

describe("spread", () => {
  it("picks evenly, in order, and never more than there are", () => {
    expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 2, 5, 7]);
    expect(spread([1, 2], 5)).toEqual([1, 2]);
  });
});
