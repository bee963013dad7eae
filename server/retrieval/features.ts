import type { Explanation } from "./evidence.js";

/** What is known of a candidate before it is ranked, each with its name in an explanation. The last six are learned (docs/retrieval.md). */
export const FEATURES = {
  /** BM25 as a share of the best candidate's. */
  lexical: "字词",
  /** Cosine of question and passage, at least 0. */
  cosine: "语义",
  /** What the passage's whole document gathers among the candidates, as a share of the best document's. */
  document: "整份文件",
  /** What the document has before any question. */
  prior: "文件先验",
  /** Cosine of the adapted question and the passage. */
  adapted: "学得的语义",
  /** BM25 of what the question's words are a translation of, as a share of the best candidate's. */
  translated: "学得的对应词",
  /** How well the passage explains each of the question's words, as a share of the best candidate's. */
  explained: "学得的说法",
  /** Confirmed questions like this one that were answered from the same document, as a share of the most. */
  neighbours: "相近问题的文件",
  /** High at the top of the order by words, falling fast. */
  lexicalRank: "字词名次",
  /** The same in the order by the adapted question. */
  adaptedRank: "学得的语义名次",
} as const;

export type Feature = keyof typeof FEATURES;
export const FEATURE_NAMES = Object.keys(FEATURES) as Feature[];
export type Weights = Readonly<Record<Feature, number>>;

/** Features of candidates, a column each; row i belongs to `passages[i]`. */
export interface FeatureTable {
  /** Rising. */
  passages: Uint32Array;
  columns: Readonly<Record<Feature, Float64Array>>;
}

export function emptyTable(passages: Uint32Array): FeatureTable {
  return { passages, columns: Object.fromEntries(FEATURE_NAMES.map((name) => [name, new Float64Array(passages.length)])) as FeatureTable["columns"] };
}

/** Weighted sums of the rows. */
export function linearScores({ passages, columns }: FeatureTable, weights: Weights): Float64Array {
  const scores = new Float64Array(passages.length);
  for (const name of FEATURE_NAMES) {
    const weight = weights[name];
    if (weight === 0) continue;
    const column = columns[name];
    for (let i = 0; i < scores.length; i++) scores[i]! += weight * column[i]!;
  }
  return scores;
}

/** The parts of a row's score. */
export function explainRow({ columns }: FeatureTable, row: number, weights: Weights): Explanation[] {
  return FEATURE_NAMES.filter((name) => weights[name] !== 0).map((name) => {
    const value = columns[name][row]!;
    return { name: FEATURES[name], score: weights[name] * value, detail: `${value.toFixed(3)} × ${Number(weights[name].toFixed(3))}` };
  });
}

/** The same in a line, for a score whose parts do not stand in the sum. */
export function describeRow(table: FeatureTable, row: number, weights: Weights): string {
  const parts = explainRow(table, row, weights);
  const total = parts.reduce((sum, part) => sum + part.score, 0);
  return `${total.toFixed(2)}：${parts.map(({ name, score }) => `${name} ${score.toFixed(2)}`).join("、")}`;
}

/** Scales a column to 1 at its largest. */
export function scaleToBest(column: Float64Array): void {
  const best = column.reduce((a, b) => Math.max(a, b), 0);
  if (best > 0) for (let i = 0; i < column.length; i++) column[i]! /= best;
}

const RANK_FALL = 5;

/** 1 / (1 + rank / 5) of each row by a column, rank 0 for the largest. */
export function ranksOf(column: Float64Array): Float64Array {
  const order = Array.from(column.keys()).sort((a, b) => column[b]! - column[a]! || a - b);
  const ranks = new Float64Array(column.length);
  order.forEach((row, rank) => {
    ranks[row] = RANK_FALL / (RANK_FALL + rank);
  });
  return ranks;
}
