import { describe, expect, it } from "vitest";
import { foldOf, spreadOverFolds } from "../../../bench/eval/folds.js";
import { scoreWith } from "../../support/case-score.js";

const ids = Array.from({ length: 500 }, (_, i) => `p-${i}`);

describe("folds", () => {
  it("hold about as many cases each, every case always in the same", () => {
    const sizes = [0, 1, 2, 3, 4].map((fold) => ids.filter((id) => foldOf(id, 5) === fold).length);
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(500);
    for (const size of sizes) expect(Math.abs(size - 100)).toBeLessThan(30);
    expect(ids.map((id) => foldOf(id, 5))).toEqual(ids.map((id) => foldOf(id, 5)));
  });

  it("give mean, sample deviation and range of each measure", () => {
    // All of one fold right, none of the others.
    const scores = ids.map((id) => scoreWith({ id, right: foldOf(id, 4) === 0 }));
    const spread = spreadOverFolds(scores, 4).find(({ group, measure }) => group === "全部" && measure.key === "right")!;
    expect(spread).toMatchObject({ mean: 0.25, deviation: 0.5, least: 0, most: 1 });
  });

  it("are made for all cases and for each of the set's groups", () => {
    const scores = [...ids.map((id) => scoreWith({ id })), ...ids.map((id) => scoreWith({ id: id.replace("p", "d"), right: false }))];
    const means = spreadOverFolds(scores, 5).filter(({ measure }) => measure.key === "right").map(({ group, mean }) => [group, mean]);
    expect(means).toEqual([["全部", expect.closeTo(0.5, 1)], ["p-", 1], ["d-", 0]]);
  });
});
