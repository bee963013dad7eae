import { float32View, int8View, packedPieces, uint32View, unpackArrays } from "./binary-file.js";

/**
 * Vectors of passages, a byte a component: row i is `rows[i · dimensions ..]` times `scales[i]`. A cosine is off by less than a
 * thousandth, and a quarter of the memory is read in a search.
 */
export interface PassageVectors {
  dimensions: number;
  rows: Int8Array;
  scales: Float32Array;
}

const LARGEST = 127;

/** @param vectors row by row, of unit length or zero */
export function packVectors(vectors: Float32Array, dimensions: number): PassageVectors {
  const rows = new Int8Array(vectors.length);
  const scales = new Float32Array(dimensions === 0 ? 0 : vectors.length / dimensions);
  for (let row = 0; row < scales.length; row++) {
    const from = row * dimensions;
    const most = vectors.subarray(from, from + dimensions).reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    scales[row] = most / LARGEST;
    for (let i = from; most > 0 && i < from + dimensions; i++) rows[i] = Math.round((vectors[i]! / most) * LARGEST);
  }
  return { dimensions, rows, scales };
}

/** Cosine of a unit vector with a passage's. @param query in doubles: nothing is converted on the way */
export function cosineOf(query: Float64Array, { dimensions, rows, scales }: PassageVectors, passage: number): number {
  return dotOfRow(query, rows, passage * dimensions) * scales[passage]!;
}

/** Four sums side by side: one alone waits for itself at every step. */
function dotOfRow(query: Float64Array, rows: Int8Array, from: number): number {
  const length = query.length;
  const whole = length - 3;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i < whole; i += 4) {
    s0 += query[i]! * rows[from + i]!;
    s1 += query[i + 1]! * rows[from + i + 1]!;
    s2 += query[i + 2]! * rows[from + i + 2]!;
    s3 += query[i + 3]! * rows[from + i + 3]!;
  }
  for (; i < length; i++) s0 += query[i]! * rows[from + i]!;
  return s0 + s1 + (s2 + s3);
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
