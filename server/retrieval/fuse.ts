import type { Passage, ScoredPassage } from "../../ingest/index.js";
import type { Explanation, Evidence } from "./evidence.js";

/**
 * Sum of normalised scores: lexical / its best + weight · cosine. In a small collection the vectors serve recall, not
 * ranking, so they count little (docs/retrieval.md has the figures).
 */
export const VECTOR_WEIGHT = { small: 0.15, large: 1 } as const;
const LARGE_COLLECTION = 5000;
/** Background texts stand behind policy unless they are asked for. */
const BACKGROUND_FACTOR = 0.6;

export interface Legs {
  lexical: readonly ScoredPassage[];
  vector: readonly ScoredPassage[];
}

/** Brings the legs' candidates together, best first; equal scores in passage order. */
export function fuse(
  legs: Legs,
  passages: readonly Passage[],
  cosine: (passage: number) => number,
  asksForBackground: boolean,
): Evidence[] {
  const weight = passages.length < LARGE_COLLECTION ? VECTOR_WEIGHT.small : VECTOR_WEIGHT.large;
  const best = legs.lexical[0]?.score ?? 1;
  const lexical = new Map(legs.lexical.map((hit) => [hit.passage, hit.score]));
  const candidates = new Set([...lexical.keys(), ...legs.vector.map((hit) => hit.passage)]);
  return [...candidates]
    .map((index) => {
      const passage = passages[index]!;
      const parts: Explanation[] = [
        { name: "字词", score: (lexical.get(index) ?? 0) / best, detail: `BM25 ${(lexical.get(index) ?? 0).toFixed(2)}，本次最高 ${best.toFixed(2)}` },
        { name: "语义", score: weight * Math.max(0, cosine(index)), detail: `余弦 ${cosine(index).toFixed(3)} × ${weight}` },
      ];
      const sum = parts.reduce((total, part) => total + part.score, 0);
      const background = passage.document.meta.status === "non_normative" && !asksForBackground;
      if (background) parts.push({ name: "背景材料", score: sum * (BACKGROUND_FACTOR - 1), detail: `非政策文件 × ${BACKGROUND_FACTOR}` });
      const score = parts.reduce((total, part) => total + part.score, 0);
      return { passage, score, explanation: { name: "总分", score, parts } };
    })
    .sort((a, b) => b.score - a.score || a.passage.index - b.passage.index);
}
