import { WORD_PREFIX } from "../segment/tokenizer.js";
import type { InvertedIndex } from "./inverted-index.js";

/**
 * The word postings turned round: the words of passage p are `terms[start[p] .. start[p+1]]` (term numbers of the index), and
 * `shares` says how near each is to the most that the term gives any passage, in (0, 1].
 */
export interface PassageWords {
  start: Uint32Array;
  terms: Uint32Array;
  shares: Float32Array;
}

export function passageWords(index: InvertedIndex): PassageWords {
  const { passages, docs, impacts, maxImpact } = index;
  const words = index.terms.flatMap((name, term) => (name.startsWith(WORD_PREFIX) ? [term] : []));
  const start = new Uint32Array(passages + 1);
  for (const term of words) for (let i = index.start[term]!; i < index.start[term + 1]!; i++) start[docs[i]! + 1]!++;
  for (let p = 0; p < passages; p++) start[p + 1]! += start[p]!;
  const next = start.slice();
  const terms = new Uint32Array(start[passages]!);
  const shares = new Float32Array(start[passages]!);
  for (const term of words) {
    for (let i = index.start[term]!; i < index.start[term + 1]!; i++) {
      const at = next[docs[i]!]!++;
      terms[at] = term;
      shares[at] = impacts[i]! / maxImpact[term]!;
    }
  }
  return { start, terms, shares };
}
