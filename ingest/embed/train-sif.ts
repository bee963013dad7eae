import { positivePmi } from "./cooccurrence.js";
import { randomisedSvd } from "./randomised-svd.js";
import { SifComposer, type SifModel } from "./sif-embedder.js";
import { addScaled, dot, normalise } from "./vector.js";

const POWER_STEPS = 20;

/** Settings by size of the collection (passages), after the study on STARD and on the policy questions. */
function settingsFor(passages: number): { dimensions: number; minCount: number } {
  return passages < 5000 ? { dimensions: 64, minCount: 2 } : { dimensions: 200, minCount: 4 };
}

/**
 * Word vectors from the corpus itself: positive PMI of words in a window, reduced by a randomised SVD, U·σ^½.
 * @param passages plain words a passage, in reading order
 */
export function trainSif(passages: readonly (readonly string[])[]): SifModel {
  const { dimensions: wanted, minCount } = settingsFor(passages.length);
  const counts = new Map<string, number>();
  for (const words of passages) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts.keys()].filter((word) => counts.get(word)! >= minCount);
  const ids = new Map(words.map((word, i) => [word, i]));
  const coded = passages.map((passage) => Uint32Array.from(passage.flatMap((word) => ids.get(word) ?? [])));
  const dimensions = Math.min(wanted, words.length);
  if (dimensions === 0) return NOTHING_LEARNED;
  const { u, sigma } = randomisedSvd(positivePmi(coded, words.length), dimensions);
  const vectors = u.map((value, i) => value * Math.sqrt(sigma[i % dimensions]!));
  const running = words.reduce((sum, word) => sum + counts.get(word)!, 0);
  const probabilities = Float32Array.from(words, (word) => counts.get(word)! / running);
  const model: SifModel = { dimensions, words, vectors, probabilities, common: new Float32Array(dimensions) };
  const composer = new SifComposer(model);
  model.common = firstComponent(passages.map((passage) => composer.compose(passage)), dimensions);
  return model;
}

/** What a collection teaches in which no word stands often enough. */
const NOTHING_LEARNED: SifModel = {
  dimensions: 0,
  words: [],
  vectors: new Float32Array(0),
  probabilities: new Float32Array(0),
  common: new Float32Array(0),
};

/** The direction along which the vectors lie most, by power iteration. */
function firstComponent(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  let direction = normalise(new Float32Array(dimensions).fill(1));
  for (let step = 0; step < POWER_STEPS; step++) {
    const next = new Float32Array(dimensions);
    for (const vector of vectors) addScaled(next, vector, dot(vector, direction));
    direction = normalise(next);
  }
  return direction;
}
