import { expect, it } from "vitest";
import type { Translation, WordPairs } from "../../../server/retrieval/learned/translation.js";
import { trainTranslation } from "../../../server/learning/train-translation.js";

/** Three lay words, each beside the official one and a word that stands everywhere. */
const pairs = Array.from({ length: 30 }, (_, i) => {
  const [lay, official] = [["打回来", "不通过"], ["上头", "主管部门"], ["隔多久", "定期"]][i % 3]!;
  const [otherLay, otherOfficial] = [["钱", "资金"], ["人", "人才"]][i % 2]!;
  return { asked: [lay!, otherLay!], written: [official!, otherOfficial!, "集群"] };
});

function likeliest(table: Translation, pairsOf: WordPairs, asked: string): string {
  const row = table.asked.indexOf(asked);
  const places = Array.from({ length: pairsOf.start[row + 1]! - pairsOf.start[row]! }, (_, i) => pairsOf.start[row]! + i);
  return table.written[pairsOf.targets[places.sort((a, b) => pairsOf.probabilities[b]! - pairsOf.probabilities[a]!)[0]!]!]!;
}

it("finds what each lay word stands for, in both directions, from pairs of texts alone", () => {
  const table = trainTranslation(pairs);
  for (const [lay, official] of [["打回来", "不通过"], ["上头", "主管部门"], ["隔多久", "定期"], ["钱", "资金"], ["人", "人才"]] as const) {
    expect(likeliest(table, table.means, lay)).toBe(official);
    expect(likeliest(table, table.said, lay)).toBe(official);
  }
});

it("gives probabilities: those of what an asked word means sum to 1 at most", () => {
  const { asked, means } = trainTranslation(pairs);
  asked.forEach((_, row) => {
    const sum = means.probabilities.subarray(means.start[row], means.start[row + 1]).reduce((a, b) => a + b, 0);
    expect(sum).toBeGreaterThan(0.5);
    expect(sum).toBeLessThanOrEqual(1 + 1e-6);
  });
});

it("learns nothing from nothing", () => {
  expect(trainTranslation([])).toMatchObject({ asked: [], written: [] });
});
