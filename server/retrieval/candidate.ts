import type { Explanation } from "./evidence.js";

/** A passage found by a leg, with its score. */
export interface Candidate {
  passage: number;
  score: number;
  /** The named parts that sum to the score. */
  parts(): Explanation[];
}

/**
 * Puts the first candidates in the order of another judgement, which gives the order and not the scores, whose scale is its
 * own: the scores that stood there are dealt out anew, best to most relevant, and what a candidate won or lost is a part of
 * its own. Equal relevance keeps the order.
 * @param candidates best first
 * @param relevance of the first `relevance.length` candidates
 * @param detail what to say of the part beside the places
 */
export function reorder(candidates: readonly Candidate[], relevance: ArrayLike<number>, name: string, detail: (at: number) => string): Candidate[] {
  const order = Array.from({ length: relevance.length }, (_, i) => i).sort((a, b) => relevance[b]! - relevance[a]! || a - b);
  const first = order.map((from, to) => {
    const candidate = candidates[from]!;
    const { score } = candidates[to]!;
    const part = (): Explanation => ({ name, score: score - candidate.score, detail: `${detail(from)}，第 ${from + 1} 位排到第 ${to + 1} 位` });
    return { passage: candidate.passage, score, parts: () => [...candidate.parts(), part()] };
  });
  return [...first, ...candidates.slice(relevance.length)];
}
