import { GrowingArray } from "../search-index/growing-array.js";
import { TermTable } from "../search-index/term-table.js";
import { positivePmi } from "./cooccurrence.js";
import { randomisedSvd } from "./randomised-svd.js";
import { codeWords, type CodedPassages, type RunningText } from "./running-text.js";
import { SifComposer, takeOut, type Share, type SifModel, type WordVectors } from "./sif-embedder.js";
import { addScaled, dot, normalise } from "./vector.js";

const POWER_STEPS = 20;

/** Settings by size of the collection (passages), after the study on STARD and on the policy questions. */
function settingsFor(passages: number): { dimensions: number; minCount: number } {
  return passages < 5000 ? { dimensions: 64, minCount: 2 } : { dimensions: 200, minCount: 4 };
}

/**
 * Everything that passages teach which are in memory.
 * @param passages plain words a passage, in reading order
 */
export function trainSif(passages: readonly (readonly string[])[]): SifModel {
  const text = codeWords(passages);
  const words = trainWords(text);
  return { ...words, common: embedPassages(words, text).common };
}

/** Word vectors from the corpus itself: positive PMI of words in a window, reduced by a randomised SVD, U·σ^½. */
export function trainWords(text: RunningText): WordVectors {
  const { dimensions: wanted, minCount } = settingsFor(text.ends.length);
  const { kept, counts } = frequentWords(text.words, minCount);
  const dimensions = Math.min(wanted, kept.length);
  if (dimensions === 0) return NOTHING_LEARNED;
  const { u, sigma } = randomisedSvd(positivePmi(recode(text, kept), kept.length), dimensions);
  const vectors = u.map((value, i) => value * Math.sqrt(sigma[i % dimensions]!));
  const running = kept.reduce((sum, word) => sum + counts[word]!, 0);
  const probabilities = Float32Array.from(kept, (word) => counts[word]! / running);
  return { dimensions, words: TermTable.of(Array.from(kept, text.nameOf)), vectors, probabilities };
}

/** Vectors of all passages of a text, row by row, and what all of them shared, which was taken out of each. */
export function embedPassages(words: WordVectors, text: RunningText): { rows: Float32Array; common: Float32Array } {
  const { dimensions } = words;
  const rows = composeAll(new SifComposer(words), text, dimensions);
  const common = firstComponent(rows, dimensions);
  for (let at = 0; at < rows.length; at += dimensions) takeOut(common, rows.subarray(at, at + dimensions));
  return { rows, common };
}

function composeAll(composer: SifComposer, { words, ends, nameOf }: RunningText, dimensions: number): Float32Array {
  const rows = new Float32Array(ends.length * dimensions);
  const known: (Share[] | undefined)[] = [];
  let start = 0;
  ends.forEach((end, i) => {
    const shares = Array.from(words.subarray(start, end), (word) => (known[word] ??= composer.sharesOf(nameOf(word))));
    composer.compose(rows.subarray(i * dimensions, (i + 1) * dimensions), shares);
    start = end;
  });
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
const NOTHING_LEARNED: WordVectors = {
  dimensions: 0,
  words: TermTable.of([]),
  vectors: new Float32Array(0),
  probabilities: new Float32Array(0),
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
