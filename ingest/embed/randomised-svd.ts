import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { SparseMatrix } from "./cooccurrence.js";
import { addScaled, dot, normalise } from "./vector.js";

const POWER_ITERATIONS = 2;
const OVERSAMPLING = 20;
const SEED = 20251;

/** A dense block as columns; each has as many numbers as the matrix has rows. */
type Columns = Float32Array[];

/**
 * Left singular vectors and values of a sparse matrix, by random projection
 * (Halko, Martinsson & Tropp 2011, algorithm 4.4). Deterministic: the random numbers come from a fixed seed.
 * @returns `u`: size × rank, row by row; `sigma`: `rank` values, falling.
 */
export function randomisedSvd(matrix: SparseMatrix, rank: number): { u: Float32Array; sigma: Float32Array } {
  const width = Math.min(rank + OVERSAMPLING, matrix.size);
  const transposed = transpose(matrix);
  let basis = orthonormalise(multiply(matrix, randomColumns(matrix.size, width)));
  for (let i = 0; i < POWER_ITERATIONS; i++) {
    const back = orthonormalise(multiply(transposed, basis));
    basis = orthonormalise(multiply(matrix, back));
  }
  // B = Qᵀ A has few rows: its left singular vectors are the eigenvectors of B Bᵀ.
  const eigen = new EigenvalueDecomposition(gram(multiply(transposed, basis)), { assumeSymmetric: true });
  const order = eigen.realEigenvalues.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value).slice(0, rank);
  return {
    u: rotate(basis, matrix.size, eigen.eigenvectorMatrix, order.map((entry) => entry.i)),
    sigma: Float32Array.from(order, ({ value }) => Math.sqrt(Math.max(0, value))),
  };
}

function transpose(matrix: SparseMatrix): SparseMatrix {
  const rowStart = new Uint32Array(matrix.size + 1);
  for (const column of matrix.columns) rowStart[column + 1]!++;
  for (let i = 0; i < matrix.size; i++) rowStart[i + 1]! += rowStart[i]!;
  const next = rowStart.slice();
  const columns = new Uint32Array(matrix.columns.length);
  const values = new Float32Array(matrix.values.length);
  for (let row = 0; row < matrix.size; row++) {
    for (let k = matrix.rowStart[row]!; k < matrix.rowStart[row + 1]!; k++) {
      const at = next[matrix.columns[k]!]!++;
      columns[at] = row;
      values[at] = matrix.values[k]!;
    }
  }
  return { size: matrix.size, rowStart, columns, values };
}

/** Columns that share one pass over the matrix. Their numbers of a row lie side by side meanwhile: the matrix leads from row to row. */
const TOGETHER = 8;

/** Sparse (size × size) times dense columns. */
function multiply(matrix: SparseMatrix, columns: Columns): Columns {
  const out = columns.map(() => new Float32Array(matrix.size));
  const factors = new Float32Array(matrix.size * TOGETHER);
  const products = new Float32Array(matrix.size * TOGETHER);
  for (let at = 0; at < columns.length; at += TOGETHER) {
    columns.slice(at, at + TOGETHER).forEach((column, i) => column.forEach((value, row) => (factors[row * TOGETHER + i] = value)));
    multiplyEight(matrix, factors, products);
    out.slice(at, at + TOGETHER).forEach((column, i) => column.forEach((_, row) => (column[row] = products[row * TOGETHER + i]!)));
  }
  return out;
}

function multiplyEight({ size, rowStart, columns, values }: SparseMatrix, factors: Float32Array, products: Float32Array): void {
  for (let row = 0; row < size; row++) {
    let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let k = rowStart[row]!, end = rowStart[row + 1]!; k < end; k++) {
      const at = columns[k]! * TOGETHER;
      const value = values[k]!;
      a += value * factors[at]!;
      b += value * factors[at + 1]!;
      c += value * factors[at + 2]!;
      d += value * factors[at + 3]!;
      e += value * factors[at + 4]!;
      f += value * factors[at + 5]!;
      g += value * factors[at + 6]!;
      h += value * factors[at + 7]!;
    }
    products.set([a, b, c, d, e, f, g, h], row * TOGETHER);
  }
}

/** All inner products of the columns. */
function gram(columns: Columns): Matrix {
  const matrix = Matrix.zeros(columns.length, columns.length);
  columns.forEach((column, i) => {
    for (let j = i; j < columns.length; j++) {
      const product = dot(column, columns[j]!);
      matrix.set(i, j, product);
      matrix.set(j, i, product);
    }
  });
  return matrix;
}

/**
 * Orthonormal columns spanning the block's, in place, by Cholesky QR: the inner products give all coefficients at once,
 * at half the cost of Gram-Schmidt. Columns that depend on earlier ones become zero.
 */
function orthonormalise(columns: Columns): Columns {
  const factor = cholesky(gram(columns));
  columns.forEach((column, j) => {
    for (let k = 0; k < j; k++) addScaled(column, columns[k]!, -factor.get(j, k));
    normalise(column);
  });
  return columns;
}

/** Share of a column's square below which it counts as dependent on those before it. */
const DEPENDENT = 1e-9;

/** Lower triangular L with L Lᵀ = matrix; rows of dependent columns are zero. */
function cholesky(matrix: Matrix): Matrix {
  const size = matrix.rows;
  const factor = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix.get(i, j);
      for (let k = 0; k < j; k++) sum -= factor.get(i, k) * factor.get(j, k);
      if (i === j) factor.set(i, i, sum > DEPENDENT * matrix.get(i, i) ? Math.sqrt(sum) : 0);
      else factor.set(i, j, factor.get(j, j) > 0 ? sum / factor.get(j, j) : 0);
    }
  }
  return factor;
}

/** Basis · vectors for the picked eigenvectors, row by row. */
function rotate(basis: Columns, size: number, vectors: Matrix, picked: number[]): Float32Array {
  const rank = picked.length;
  const out = new Float32Array(size * rank);
  const rotated = new Float32Array(size);
  picked.forEach((eigenvector, j) => {
    rotated.fill(0);
    basis.forEach((column, k) => addScaled(rotated, column, vectors.get(k, eigenvector)));
    for (let row = 0; row < size; row++) out[row * rank + j] = rotated[row]!;
  });
  return out;
}

/** Standard normal numbers from a fixed seed (mulberry32 and Box-Muller). */
function randomColumns(size: number, width: number): Columns {
  let state = SEED;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const columns = Array.from({ length: width }, () => new Float32Array(size));
  for (const column of columns) {
    for (let i = 0; i < size; i++) column[i] = Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
  }
  return columns;
}
