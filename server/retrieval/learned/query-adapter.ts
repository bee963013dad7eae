/**
 * Turns a question's vector towards the passages that answer such questions: a square map, and a shift for each word that
 * confirmed questions used. It works on the vectors of any embedder.
 */
export interface QueryAdapter {
  dimensions: number;
  /** Row by row, dimensions × dimensions; the identity where nothing was learned. */
  map: Float32Array;
  /** Word (term name) -> row of `shifts`. */
  words: ReadonlyMap<string, number>;
  /** words × dimensions. */
  shifts: Float32Array;
}

/** Words of a question with what each counts: idf, scaled so that all of them make one vector of this length. */
export type WordWeights = ReadonlyMap<string, number>;

const SHIFT_LENGTH = 0.3;

/** @param rarity idf of a term */
export function weighWords(words: Iterable<string>, rarity: (term: string) => number): WordWeights {
  const weights = new Map<string, number>();
  let squared = 0;
  for (const word of words) {
    const weight = rarity(word);
    weights.set(word, weight);
    squared += weight * weight;
  }
  const scale = squared > 0 ? SHIFT_LENGTH / Math.sqrt(squared) : 0;
  for (const [word, weight] of weights) weights.set(word, weight * scale);
  return weights;
}

/** The question's vector with the shifts of its words, not yet mapped. */
export function shiftQuestion({ words, shifts, dimensions }: QueryAdapter, vector: Float32Array, weights: WordWeights): Float32Array {
  const shifted = Float32Array.from(vector);
  for (const [word, weight] of weights) {
    const row = words.get(word);
    if (row === undefined) continue;
    for (let i = 0; i < dimensions; i++) shifted[i]! += weight * shifts[row * dimensions + i]!;
  }
  return shifted;
}

/** map × vector, written to `out`. */
export function applyMap(map: Float32Array, vector: Float32Array, out: Float32Array): Float32Array {
  const size = vector.length;
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let i = 0, at = row * size; i < size; i++) sum += map[at + i]! * vector[i]!;
    out[row] = sum;
  }
  return out;
}

/** The adapted question, of length 1. */
export function adaptQuestion(adapter: QueryAdapter, vector: Float32Array, weights: WordWeights): Float32Array {
  const adapted = applyMap(adapter.map, shiftQuestion(adapter, vector, weights), new Float32Array(vector.length));
  let squared = 0;
  for (const value of adapted) squared += value * value;
  const scale = squared > 0 ? 1 / Math.sqrt(squared) : 0;
  for (let i = 0; i < adapted.length; i++) adapted[i]! *= scale;
  return adapted;
}
