import { expect, it } from "vitest";
import { openRealSnapshot } from "../../support/snapshot.js";

const { lexical, passages } = openRealSnapshot();

it("holds the words of each passage as the postings do, each as a share of the most that it gives", () => {
  const { start, terms, shares } = lexical.passageWords;
  expect(start).toHaveLength(passages.length + 1);
  for (const { index } of passages.filter((_, i) => i % 23 === 0)) {
    expect(start[index + 1]).toBeGreaterThan(start[index]!);
    for (let at = start[index]!; at < start[index + 1]!; at++) {
      const name = lexical.termName(terms[at]!);
      expect(name.startsWith("w")).toBe(true);
      expect(lexical.contribution(name, index)).toBeGreaterThan(0);
      expect(shares[at]).toBeGreaterThan(0);
      expect(shares[at]).toBeLessThanOrEqual(1);
    }
  }
});

it("lists every word of a passage once", () => {
  const { start, terms } = lexical.passageWords;
  const total = passages.reduce((sum, { index }) => sum + new Set(terms.subarray(start[index], start[index + 1])).size, 0);
  expect(total).toBe(terms.length);
});
