import type { Translation, WordPairs } from "../retrieval/learned/translation.js";

/** A question's words beside the words of a passage that answers it; each word once. */
export interface TranslationPair {
  asked: readonly string[];
  written: readonly string[];
}

const ITERATIONS = 5;
/** Kept translations of an asked word: the likeliest, down to this probability. */
const MOST_MEANINGS = 12;
const LEAST_MEANING = 0.015;
const LEAST_SAID = 0.01;

/** Which written word each asked word stands for and the other way round, by IBM Model 1 (Brown et al. 1993). */
export function trainTranslation(pairs: readonly TranslationPair[]): Translation {
  const asked = new Vocabulary(pairs.flatMap((pair) => pair.asked));
  const written = new Vocabulary(pairs.flatMap((pair) => pair.written));
  const coded = pairs.map((pair) => ({ asked: asked.code(pair.asked), written: written.code(pair.written) }));
  const means = alignWords(coded.map((pair) => ({ source: pair.asked, target: pair.written })), asked.size);
  const said = alignWords(coded.map((pair) => ({ source: pair.written, target: pair.asked })), written.size);
  return {
    asked: asked.words,
    written: written.words,
    means: collect(asked.size, means, LEAST_MEANING, MOST_MEANINGS),
    said: collect(asked.size, said.map(({ source, target, probability }) => ({ source: target, target: source, probability })), LEAST_SAID, Infinity),
  };
}

class Vocabulary {
  readonly words: string[];
  private readonly ids: Map<string, number>;

  constructor(words: readonly string[]) {
    this.words = [...new Set(words)];
    this.ids = new Map(this.words.map((word, i) => [word, i]));
  }

  get size(): number {
    return this.words.length;
  }

  code(words: readonly string[]): Uint32Array {
    return Uint32Array.from(words, (word) => this.ids.get(word)!);
  }
}

interface Alignment {
  source: number;
  target: number;
  /** p(target | source). */
  probability: number;
}

/** Expectation maximisation; an empty source word takes what no word of the pair explains. */
function alignWords(pairs: readonly { source: Uint32Array; target: Uint32Array }[], sources: number): Alignment[] {
  const cells = new CellTable(pairs, sources + 1);
  let probabilities: Float64Array = new Float64Array(cells.count).fill(1);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) probabilities = cells.maximise(probabilities);
  const alignments: Alignment[] = [];
  probabilities.forEach((probability, cell) => {
    const source = cells.sourceOf[cell]!;
    if (source < sources && probability >= LEAST_SAID) alignments.push({ source, target: cells.targetOf[cell]!, probability });
  });
  return alignments;
}

/** Every pair of words that stand in one pair of texts has a cell; `cellsOf[i]` lists those of text pair i, target by target. */
class CellTable {
  readonly sourceOf: number[] = [];
  readonly targetOf: number[] = [];
  private readonly cellsOf: { cells: Uint32Array; width: number }[];

  constructor(pairs: readonly { source: Uint32Array; target: Uint32Array }[], private readonly width: number) {
    const known = new Map<number, number>();
    this.cellsOf = pairs.map(({ source, target }) => {
      const sources = [...source, width - 1];
      const cells = new Uint32Array(sources.length * target.length);
      let at = 0;
      for (const to of target) for (const from of sources) cells[at++] = this.cell(known, from, to);
      return { cells, width: sources.length };
    });
  }

  get count(): number {
    return this.sourceOf.length;
  }

  /** Shares each target word among the source words by the present probabilities, then normalises by source word. */
  maximise(probabilities: Float64Array): Float64Array {
    const counts = new Float64Array(this.count);
    for (const { cells, width } of this.cellsOf) {
      for (let at = 0; at < cells.length; at += width) {
        let total = 0;
        for (let i = at; i < at + width; i++) total += probabilities[cells[i]!]!;
        if (total > 0) for (let i = at; i < at + width; i++) counts[cells[i]!]! += probabilities[cells[i]!]! / total;
      }
    }
    const totals = new Float64Array(this.width);
    counts.forEach((count, cell) => {
      totals[this.sourceOf[cell]!]! += count;
    });
    return counts.map((count, cell) => count / (totals[this.sourceOf[cell]!]! || 1));
  }

  private cell(known: Map<number, number>, source: number, target: number): number {
    const key = target * this.width + source;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, this.count);
    this.targetOf.push(target);
    return this.sourceOf.push(source) - 1;
  }
}

/** Groups by source, the likeliest first. */
function collect(sources: number, alignments: readonly Alignment[], least: number, most: number): WordPairs {
  const rows: Alignment[][] = Array.from({ length: sources }, () => []);
  for (const alignment of alignments) if (alignment.probability >= least) rows[alignment.source]!.push(alignment);
  const kept = rows.map((row) => row.sort((a, b) => b.probability - a.probability || a.target - b.target).slice(0, most));
  const start = new Uint32Array(sources + 1);
  kept.forEach((row, i) => {
    start[i + 1] = start[i]! + row.length;
  });
  const flat = kept.flat();
  return { start, targets: Uint32Array.from(flat, ({ target }) => target), probabilities: Float32Array.from(flat, ({ probability }) => probability) };
}
