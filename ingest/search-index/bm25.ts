/** BM25 over fields (BM25F): the one place where the formula and its parameters stand. */

export const FIELDS = ["heading", "text", "asked"] as const;
export type Field = (typeof FIELDS)[number];

/** Weight of a field's term frequency, and how far its length counts (b of BM25; 0: not at all). */
export interface FieldSettings {
  weight: number;
  b: number;
}

export interface Bm25Settings {
  /** How fast repeated terms stop to count; > 0. */
  k1: number;
  fields: Record<Field, FieldSettings>;
  /** Share of each channel in the sum: unigrams, bigrams, search words. */
  channels: { unigram: number; bigram: number; word: number };
}

/** Measured on STARD and on the policy questions; see docs/retrieval.md. */
export const DEFAULT_BM25: Bm25Settings = {
  k1: 1.2,
  fields: { heading: { weight: 1, b: 0 }, text: { weight: 1, b: 0.75 }, asked: { weight: 1, b: 0.75 } },
  channels: { unigram: 1, bigram: 1, word: 0.5 },
};

/** Robertson-Spärck Jones idf, never negative: ln(1 + (N - n + .5) / (n + .5)). */
export function inverseDocumentFrequency(passages: number, withTerm: number): number {
  return Math.log(1 + (passages - withTerm + 0.5) / (withTerm + 0.5));
}

/** What one occurrence in a field adds to the weighted term frequency: w / (1 - b + b · length / mean length). */
export function occurrenceGain(length: number, meanLength: number, { weight, b }: FieldSettings): number {
  return weight / (1 - b + (b * length) / (meanLength || 1));
}

/** The term's score in a passage before idf: saturating in the weighted frequency. */
export function saturate(weightedFrequency: number, k1: number): number {
  return (weightedFrequency * (k1 + 1)) / (weightedFrequency + k1);
}
