import { WORD_PREFIX } from "../segment/tokenizer.js";
import type { LexicalIndex } from "./lexical-index.js";
import { eachPosting } from "./postings.js";

/**
 * The word postings turned round: the words of passage p are `terms[start[p] .. start[p+1]]` (term numbers of the index), and
 * `shares` says how near each is to the most that the term gives any passage, in (0, 1].
 */
export interface PassageWords {
  start: Uint32Array;
  terms: Uint32Array;
  shares: Float32Array;
}

export function passageWords({ terms: names, postings }: LexicalIndex): PassageWords {
  const { passages, impacts, maxImpact } = postings;
  const words = Array.from({ length: names.size }, (_, term) => term).filter((term) => names.beginsWith(term, WORD_PREFIX));
  const start = new Uint32Array(passages + 1);
  for (const word of words) eachPosting(postings, word, (passage) => start[passage + 1]!++);
  for (let p = 0; p < passages; p++) start[p + 1]! += start[p]!;
  const next = start.slice();
  const terms = new Uint32Array(start[passages]!);
  const shares = new Float32Array(start[passages]!);
  for (const word of words) {
    eachPosting(postings, word, (passage, posting) => {
      const at = next[passage]!++;
      terms[at] = word;
      shares[at] = impacts[posting]! / maxImpact[word]!;
    });
  }
  return { start, terms, shares };
}
