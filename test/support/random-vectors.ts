import { normalise } from "../../ingest/embed/vector.js";

/** `count` unit vectors, row by row: the same ones each time (a linear congruential generator). */
export function randomUnitVectors(count: number, dimensions: number): Float32Array {
  let state = 12345;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const vectors = new Float32Array(count * dimensions).map(next);
  for (let i = 0; i < count; i++) normalise(vectors.subarray(i * dimensions, (i + 1) * dimensions));
  return vectors;
}
