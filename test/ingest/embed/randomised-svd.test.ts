import fc from "fast-check";
import { Matrix, SVD } from "ml-matrix";
import { describe, expect, it } from "vitest";
import type { SparseMatrix } from "../../../ingest/embed/cooccurrence.js";
import { randomisedSvd } from "../../../ingest/embed/randomised-svd.js";

function sparse(rows: number[][]): SparseMatrix {
  const rowStart = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.forEach((value, column) => {
      if (value === 0) return;
      columns.push(column);
      values.push(value);
    });
    rowStart.push(columns.length);
  }
  return { size: rows.length, rowStart: Uint32Array.from(rowStart), columns: Uint32Array.from(columns), values: Float32Array.from(values) };
}

/** A size × size matrix that is the sum of `rank` outer products. */
const lowRank = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 12 })).chain(([rank, size]) => {
  const vectors = fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: size, maxLength: size }), { minLength: rank, maxLength: rank });
  return fc.tuple(vectors, vectors).map(([left, right]) => ({
    rank,
    rows: Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => left.reduce((sum, vector, r) => sum + vector[i]! * right[r]![j]!, 0))),
  }));
});

describe("randomisedSvd", () => {
  it("rebuilds a matrix of low rank from its left singular vectors: U Uᵀ A = A", () => {
    fc.assert(
      fc.property(lowRank, ({ rank, rows }) => {
        const { u } = randomisedSvd(sparse(rows), rank);
        const basis = Matrix.from1DArray(rows.length, u.length / rows.length, Array.from(u));
        const rebuilt = basis.mmul(basis.transpose()).mmul(new Matrix(rows));
        rows.forEach((row, i) => row.forEach((value, j) => expect(rebuilt.get(i, j)).toBeCloseTo(value, 2)));
      }),
      { numRuns: 50 },
    );
  });

  it("gives the singular values of the exact decomposition, falling", () => {
    fc.assert(
      fc.property(lowRank, ({ rank, rows }) => {
        const { sigma } = randomisedSvd(sparse(rows), rank);
        const exact = new SVD(new Matrix(rows), { autoTranspose: true }).diagonal.sort((a, b) => b - a);
        expect([...sigma]).toEqual([...sigma].sort((a, b) => b - a));
        sigma.forEach((value, i) => expect(value).toBeCloseTo(exact[i]!, 2));
      }),
      { numRuns: 50 },
    );
  });

  it("gives the same numbers for the same matrix", () => {
    const matrix = sparse(Array.from({ length: 30 }, (_, i) => Array.from({ length: 30 }, (_, j) => ((i * 7 + j * 3) % 5 === 0 ? 1 : 0))));
    expect(randomisedSvd(matrix, 8)).toEqual(randomisedSvd(matrix, 8));
  });

  it("gives finite numbers for a matrix of zeros", () => {
    const { u, sigma } = randomisedSvd(sparse(Array.from({ length: 5 }, () => [0, 0, 0, 0, 0])), 3);
    expect([...u, ...sigma].every(Number.isFinite)).toBe(true);
    expect([...sigma]).toEqual([0, 0, 0]);
  });
});
