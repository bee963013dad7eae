import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { positivePmi, type SparseMatrix } from "../../../ingest/embed/cooccurrence.js";

const WINDOW = 15;
const CONTEXT_EXPONENT = 0.75;

/** Positive PMI written out: every ordered pair of positions at most 15 apart in a passage counts once. */
function naivePositivePmi(passages: readonly (readonly number[])[], size: number): number[][] {
  const pairs = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const passage of passages) {
    passage.forEach((word, i) => {
      passage.forEach((context, j) => {
        if (i !== j && Math.abs(i - j) <= WINDOW) pairs[word]![context]!++;
      });
    });
  }
  const totals = pairs.map((row) => row.reduce((a, b) => a + b, 0));
  const contexts = totals.map((total) => Math.pow(total, CONTEXT_EXPONENT));
  const contextSum = contexts.reduce((a, b) => a + b, 0);
  return pairs.map((row, word) =>
    row.map((count, context) => (count === 0 ? 0 : Math.max(0, Math.log((count * contextSum) / (totals[word]! * contexts[context]!))))),
  );
}

function dense({ size, rowStart, columns, values }: SparseMatrix): number[][] {
  return Array.from({ length: size }, (_, row) => {
    const out = new Array<number>(size).fill(0);
    for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) out[columns[k]!] = values[k]!;
    return out;
  });
}

const SIZE = 6;
const passages = fc.array(fc.array(fc.integer({ min: 0, max: SIZE - 1 }), { maxLength: 40 }), { maxLength: 5 });
const matrixOf = (lists: readonly (readonly number[])[]): SparseMatrix => {
  let end = 0;
  return positivePmi({ words: Uint32Array.from(lists.flat()), ends: Uint32Array.from(lists, (list) => (end += list.length)) }, SIZE);
};

describe("positivePmi", () => {
  it("equals counting every pair of positions", () => {
    fc.assert(
      fc.property(passages, (lists) => {
        const expected = naivePositivePmi(lists, SIZE);
        dense(matrixOf(lists)).forEach((row, word) => row.forEach((value, context) => expect(value).toBeCloseTo(expected[word]![context]!, 5)));
      }),
    );
  });

  it("keeps positive values only, each column of a row once", () => {
    fc.assert(
      fc.property(passages, (lists) => {
        const { rowStart, columns, values } = matrixOf(lists);
        expect(values.every((value) => value > 0)).toBe(true);
        for (let row = 0; row < SIZE; row++) {
          const rowColumns = [...columns.subarray(rowStart[row], rowStart[row + 1])];
          expect(new Set(rowColumns).size).toBe(rowColumns.length);
        }
      }),
    );
  });

  it("pairs no words across passages, nor further apart than the window", () => {
    expect(matrixOf([[0], [1]]).values).toHaveLength(0);
    const others = Array.from({ length: 40 }, (_, i) => 3 + (i % 2));
    const apart = [0, ...new Array<number>(WINDOW).fill(2), 1];
    const near = [0, ...new Array<number>(WINDOW - 1).fill(2), 1];
    expect(dense(matrixOf([apart, others]))[0]![1]).toBe(0);
    expect(dense(matrixOf([near, others]))[0]![1]).toBeGreaterThan(0);
  });
});
