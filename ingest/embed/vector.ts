/** Arithmetic on dense vectors of equal length. */

/** Inner product; the cosine of two unit vectors. Four sums side by side: one alone waits for itself at every step. */
export function dot(a: Float32Array, b: Float32Array): number {
  const length = a.length;
  const whole = length - (length % 4);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (; i < length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}

/** Adds `scale` · source to target, in place. */
export function addScaled(target: Float32Array, source: Float32Array, scale: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += source[i]! * scale;
}

const TINY = 1e-10;

/** Scales a vector to length 1, in place; one that is zero but for rounding becomes the zero vector. */
export function normalise(vector: Float32Array): Float32Array {
  const squared = dot(vector, vector);
  const scale = squared > TINY ? 1 / Math.sqrt(squared) : 0;
  for (let i = 0; i < vector.length; i++) vector[i]! *= scale;
  return vector;
}
