import { GrowingArray } from "../search-index/growing-array.js";
import { TermTable } from "../search-index/term-table.js";
import { positivePmi } from "./cooccurrence.js";
import { randomisedSvd } from "./randomised-svd.js";
import { codeWords, eachPassage, type CodedPassages, type RunningText } from "./running-text.js";
import { SifComposer, type SifEmbedder, type SifModel } from "./sif-embedder.js";
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
  return trainSifOn(codeWords(passages));
}

/** The same on a text that need not fit in the JS heap. */
export function trainSifOn(text: RunningText): SifModel {
  const { dimensions: wanted, minCount } = settingsFor(text.ends.length);
  const { kept, counts } = frequentWords(text.words, minCount);
  const dimensions = Math.min(wanted, kept.length);
  if (dimensions === 0) return NOTHING_LEARNED;
  const { u, sigma } = randomisedSvd(positivePmi(recode(text, kept), kept.length), dimensions);
  const vectors = u.map((value, i) => value * Math.sqrt(sigma[i % dimensions]!));
  const running = kept.reduce((sum, word) => sum + counts[word]!, 0);
  const probabilities = Float32Array.from(kept, (word) => counts[word]! / running);
  const model: SifModel = { dimensions, words: TermTable.of(Array.from(kept, text.nameOf)), vectors, probabilities, common: new Float32Array(dimensions) };
  const composer = new SifComposer(model);
  model.common = firstComponent(composeAll(text, dimensions, (words) => composer.compose(words)), dimensions);
  return model;
}

/** Vectors of all passages of a text, row by row. */
export function embedText(embedder: SifEmbedder, text: RunningText): Float32Array {
  return composeAll(text, embedder.dimensions, (words) => embedder.embedWords(words));
}

function composeAll(text: RunningText, dimensions: number, compose: (words: string[]) => Float32Array): Float32Array {
  const rows = new Float32Array(text.ends.length * dimensions);
  let at = 0;
  for (const words of eachPassage(text)) {
    rows.set(compose(words), at);
    at += dimensions;
  }
  return rows;
}

/** Words that stand at least `minCount` times, in order of first sight, and the counts of all. */
function frequentWords(words: Uint32Array, minCount: number): { kept: Uint32Array; counts: Uint32Array } {
  const counts = new Uint32Array(words.reduce((most, word) => Math.max(most, word), -1) + 1);
  for (const word of words) counts[word]!++;
  const seen = new Set<number>();
  for (const word of words) if (counts[word]! >= minCount) seen.add(word);
  return { kept: Uint32Array.from(seen), counts };
}

/** The kept words only, numbered from 0. */
function recode({ words, ends }: RunningText, kept: Uint32Array): CodedPassages {
  const numbers = new Map(Array.from(kept, (word, i) => [word, i]));
  const coded = new GrowingArray();
  let at = 0;
  const codedEnds = ends.map((end) => {
    for (; at < end; at++) {
      const number = numbers.get(words[at]!);
      if (number !== undefined) coded.push(number);
    }
    return coded.length;
  });
  return { words: coded.take(), ends: codedEnds };
}

/** What a collection teaches in which no word stands often enough. */
const NOTHING_LEARNED: SifModel = {
  dimensions: 0,
  words: TermTable.of([]),
  vectors: new Float32Array(0),
  probabilities: new Float32Array(0),
  common: new Float32Array(0),
};

/** The direction along which the rows lie most, by power iteration. */
function firstComponent(rows: Float32Array, dimensions: number): Float32Array {
  let direction = normalise(new Float32Array(dimensions).fill(1));
  for (let step = 0; step < POWER_STEPS; step++) {
    const next = new Float32Array(dimensions);
    for (let at = 0; at < rows.length; at += dimensions) {
      const row = rows.subarray(at, at + dimensions);
      addScaled(next, row, dot(row, direction));
    }
    direction = normalise(next);
  }
  return direction;
}
