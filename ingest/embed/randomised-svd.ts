import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { SparseMatrix } from "./cooccurrence.js";

const POWER_ITERATIONS = 2;
const OVERSAMPLING = 20;
const SEED = 20251;

/**
 * Left singular vectors and values of a sparse matrix, by random projection
 * (Halko, Martinsson & Tropp 2011, algorithm 4.4). Deterministic: the random numbers come from a fixed seed.
 * @returns `u`: size × rank, row by row; `sigma`: `rank` values, falling.
 */
export function randomisedSvd(matrix: SparseMatrix, rank: number): { u: Float32Array; sigma: Float32Array } {
  const width = Math.min(rank + OVERSAMPLING, matrix.size);
  const transposed = transpose(matrix);
  let basis = orthonormalise(multiply(matrix, randomBlock(matrix.size, width), width), matrix.size, width);
  for (let i = 0; i < POWER_ITERATIONS; i++) {
    const back = orthonormalise(multiply(transposed, basis, width), matrix.size, width);
    basis = orthonormalise(multiply(matrix, back, width), matrix.size, width);
  }
  // B = Qᵀ A has few rows: its left singular vectors are the eigenvectors of B Bᵀ.
  const projected = multiply(transposed, basis, width);
  const eigen = new EigenvalueDecomposition(gram(projected, matrix.size, width), { assumeSymmetric: true });
  const order = eigen.realEigenvalues.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value).slice(0, rank);
  return {
    u: rotate(basis, matrix.size, width, eigen.eigenvectorMatrix, order.map((entry) => entry.i)),
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

/** Sparse (size × size) times dense (size × width), row by row. */
function multiply(matrix: SparseMatrix, block: Float64Array, width: number): Float64Array {
  const out = new Float64Array(matrix.size * width);
  for (let row = 0; row < matrix.size; row++) {
    const target = row * width;
    for (let k = matrix.rowStart[row]!; k < matrix.rowStart[row + 1]!; k++) {
      const source = matrix.columns[k]! * width;
      const value = matrix.values[k]!;
      for (let j = 0; j < width; j++) out[target + j]! += value * block[source + j]!;
    }
  }
  return out;
}

/** Blockᵀ · block, width × width. */
function gram(block: Float64Array, size: number, width: number): Matrix {
  const out = new Float64Array(width * width);
  for (let row = 0; row < size; row++) {
    const at = row * width;
    for (let i = 0; i < width; i++) {
      const value = block[at + i]!;
      if (value === 0) continue;
      for (let j = i; j < width; j++) out[i * width + j]! += value * block[at + j]!;
    }
  }
  const matrix = Matrix.zeros(width, width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      matrix.set(i, j, out[i * width + j]!);
      matrix.set(j, i, out[i * width + j]!);
    }
  }
  return matrix;
}

/** Orthonormal columns spanning the block's, by modified Gram-Schmidt done twice; dependent columns become zero. */
function orthonormalise(block: Float64Array, size: number, width: number): Float64Array {
  const columns = Array.from({ length: width }, (_, j) => Float64Array.from({ length: size }, (_, i) => block[i * width + j]!));
  columns.forEach((column, j) => {
    for (let pass = 0; pass < 2; pass++) for (let k = 0; k < j; k++) subtractProjection(column, columns[k]!);
    scaleToUnit(column);
  });
  const out = new Float64Array(size * width);
  columns.forEach((column, j) => {
    for (let i = 0; i < size; i++) out[i * width + j] = column[i]!;
  });
  return out;
}

function subtractProjection(column: Float64Array, unit: Float64Array): void {
  let product = 0;
  for (let i = 0; i < column.length; i++) product += column[i]! * unit[i]!;
  for (let i = 0; i < column.length; i++) column[i]! -= product * unit[i]!;
}

const TINY = 1e-10;

function scaleToUnit(column: Float64Array): void {
  let sum = 0;
  for (const value of column) sum += value * value;
  const scale = sum > TINY ? 1 / Math.sqrt(sum) : 0;
  for (let i = 0; i < column.length; i++) column[i]! *= scale;
}

function rotate(basis: Float64Array, size: number, width: number, vectors: Matrix, picked: number[]): Float32Array {
  const rank = picked.length;
  const out = new Float32Array(size * rank);
  for (let row = 0; row < size; row++) {
    for (let j = 0; j < rank; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += basis[row * width + k]! * vectors.get(k, picked[j]!);
      out[row * rank + j] = sum;
    }
  }
  return out;
}

/** Standard normal numbers from a fixed seed (mulberry32 and Box-Muller). */
function randomBlock(size: number, width: number): Float64Array {
  let state = SEED;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return Float64Array.from({ length: size * width }, () =>
    Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform()),
  );
}
