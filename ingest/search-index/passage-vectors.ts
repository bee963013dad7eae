import { float32View, int8View, packedPieces, uint32View, unpackArrays } from "./binary-file.js";
import { STEP } from "./simd-dot.js";

/**
 * Vectors of passages, a byte a component: passage p's is `rows[p · stride .. p · stride + dimensions]` times `scales[p]`, zeros
 * behind it. A cosine is off by less than a thousandth, and a quarter of the memory is read in a search.
 */
export interface PassageVectors {
  dimensions: number;
  rows: Int8Array;
  scales: Float32Array;
}

const LARGEST = 127;

/** Bytes from one passage to the next. */
export function strideOf(dimensions: number): number {
  return Math.ceil(dimensions / STEP) * STEP;
}

/** @param vectors row by row, of unit length or zero */
export function packVectors(vectors: Float32Array, dimensions: number): PassageVectors {
  const stride = strideOf(dimensions);
  const scales = new Float32Array(dimensions === 0 ? 0 : vectors.length / dimensions);
  const rows = new Int8Array(stride * scales.length);
  for (let passage = 0; passage < scales.length; passage++) {
    const vector = vectors.subarray(passage * dimensions, (passage + 1) * dimensions);
    const most = largestOf(vector);
    scales[passage] = most / LARGEST;
    for (let i = 0; most > 0 && i < dimensions; i++) rows[passage * stride + i] = Math.round((vector[i]! / most) * LARGEST);
  }
  return { dimensions, rows, scales };
}

/** The largest component, its sign left out. */
export function largestOf(vector: Float32Array): number {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  return most;
}

/** The file of the vectors, in pieces. */
export function vectorPieces({ dimensions, rows, scales }: PassageVectors): Uint8Array[] {
  return packedPieces([Uint32Array.of(dimensions), rows, scales]);
}

/** Views into the file, no copy. */
export function readVectors(file: Buffer): PassageVectors {
  const [dimensions, rows, scales] = unpackArrays(file);
  return { dimensions: uint32View(file, dimensions!)[0]!, rows: int8View(file, rows!), scales: float32View(file, scales!) };
}
