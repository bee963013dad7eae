/**
 * The port for vectors of text. An embedder is trained or configured at ingest and stamped in the snapshot by its id;
 * the question must be embedded by the same one.
 */
export interface Embedder {
  /** Names the kind, its settings and what it was trained on; equal ids give equal vectors. */
  readonly id: string;
  readonly dimensions: number;
  /** Unit vectors (length `dimensions`); a text with no known word gives the zero vector. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/** Cosine of two unit vectors (0 where either is the zero vector). */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Scales a vector to length 1, in place; the zero vector stays. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! / length;
  return vector;
}
