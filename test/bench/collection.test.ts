import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batches, sample } from "../../bench/collection.js";
import { madeQuestions } from "../../bench/speed-questions.js";

const passages = Array.from({ length: 10 }, (_, i) => ({ title: `某法第${i}条`, text: `第${i}条的规定，`.repeat(20) }));

describe("sample", () => {
  it("takes exactly as many as wanted, or all, in order and spread over the whole", () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 80 }), (length, wanted) => {
        const items = Array.from({ length }, (_, i) => ({ title: String(i), text: "" }));
        const taken = [...sample(items, wanted)].map((item) => Number(item.title));
        expect(taken).toHaveLength(Math.min(length, wanted));
        expect(taken).toEqual([...taken].sort((a, b) => a - b));
        if (taken.length > 0) expect(taken[taken.length - 1]).toBe(length - 1);
      }),
    );
  });
});

describe("batches", () => {
  it("gives every item once, in order", () => {
    expect([...batches([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
    expect([...batches([], 2)]).toEqual([]);
  });
});

describe("madeQuestions", () => {
  it("makes spans of the passages' own text, the same each time", () => {
    const questions = madeQuestions(passages, 4);
    expect(questions).toEqual(madeQuestions(passages, 4));
    expect(questions).toHaveLength(4);
    for (const question of questions) expect(passages.some(({ text }) => text.includes(question)), question).toBe(true);
  });
});
