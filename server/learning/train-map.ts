import { Adam } from "./adam.js";
import { seededRandom, shuffled } from "./random.js";

/** A question's vector, the vectors of passages that answer it, and of others that do not. */
export interface MapExample {
  query: Float32Array;
  positives: readonly Float32Array[];
  negatives: readonly Float32Array[];
}

export interface MapOptions {
  epochs: number;
  rate: number;
  /** Cosines are multiplied by this before the softmax: larger makes it look at the hardest negatives only. */
  sharpness: number;
  /** Pull towards the identity, so that directions no pair speaks of stay as they were. */
  decay: number;
  batch: number;
}

export const DEFAULT_MAP_OPTIONS: MapOptions = { epochs: 12, rate: 0.003, sharpness: 20, decay: 1e-3, batch: 16 };

/**
 * A square matrix on the question's side that turns lay questions towards the passages that answer them, started at the
 * identity and trained by softmax over positives and negatives.
 * @returns the matrix, row by row (dimensions × dimensions)
 */
export function trainQueryMap(examples: readonly MapExample[], dimensions: number, options: MapOptions = DEFAULT_MAP_OPTIONS): Float32Array {
  const map = identity(dimensions);
  const gradient = new Float32Array(map.length);
  const adam = new Adam(map, options.rate);
  const random = seededRandom(7);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffled(examples, random).forEach((example, i) => {
      addGradient(gradient, map, example, dimensions, options.sharpness);
      if ((i + 1) % options.batch !== 0 && i + 1 !== examples.length) return;
      addDecay(gradient, map, dimensions, options.decay * options.batch);
      adam.update(gradient);
    });
  }
  return map;
}

/** The mapped question, scaled to length 1. */
export function applyMap(map: Float32Array, query: Float32Array): Float32Array {
  const out = new Float32Array(query.length);
  let squared = 0;
  for (let row = 0; row < query.length; row++) {
    let sum = 0;
    for (let column = 0; column < query.length; column++) sum += map[row * query.length + column]! * query[column]!;
    out[row] = sum;
    squared += sum * sum;
  }
  const scale = squared > 0 ? 1 / Math.sqrt(squared) : 0;
  for (let i = 0; i < out.length; i++) out[i]! *= scale;
  return out;
}

function identity(dimensions: number): Float32Array {
  const map = new Float32Array(dimensions * dimensions);
  for (let i = 0; i < dimensions; i++) map[i * dimensions + i] = 1;
  return map;
}

/** Adds d loss / d map of one example. The mapped question is left unscaled, which keeps the gradient plain. */
function addGradient(gradient: Float32Array, map: Float32Array, { query, positives, negatives }: MapExample, size: number, sharpness: number): void {
  const mapped = new Float32Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let column = 0; column < size; column++) sum += map[row * size + column]! * query[column]!;
    mapped[row] = sum;
  }
  const passages = [...positives, ...negatives];
  const shares = softmax(passages.map((passage) => sharpness * product(mapped, passage)));
  const pull = new Float32Array(size);
  passages.forEach((passage, i) => {
    const wanted = i < positives.length ? 1 / positives.length : 0;
    const weight = sharpness * (shares[i]! - wanted);
    if (Math.abs(weight) > NEGLIGIBLE) for (let row = 0; row < size; row++) pull[row]! += weight * passage[row]!;
  });
  for (let row = 0; row < size; row++) {
    const scale = pull[row]!;
    for (let column = 0; column < size; column++) gradient[row * size + column]! += scale * query[column]!;
  }
}

const NEGLIGIBLE = 1e-4;

function addDecay(gradient: Float32Array, map: Float32Array, size: number, decay: number): void {
  for (let i = 0; i < map.length; i++) gradient[i]! += decay * (map[i]! - (i % (size + 1) === 0 ? 1 : 0));
}

/** Shares that sum to 1, safe for large scores. */
export function softmax(scores: readonly number[]): Float64Array {
  const best = Math.max(...scores);
  const shares = Float64Array.from(scores, (score) => Math.exp(score - best));
  const total = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / total);
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
