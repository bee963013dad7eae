import type { Terms, Tokenizer } from "../segment/tokenizer.js";
import { DEFAULT_BM25 } from "./bm25.js";
import { InvertedIndexBuilder } from "./inverted-index.js";
import { LexicalSearcher } from "./lexical-search.js";
import { passageTerms } from "./passage-terms.js";
import type { Passage } from "./snapshot.js";

/** An index that lacks some asked-as questions, and those questions, each with the passage it stands under. */
export interface HeldOutFold {
  lexical: LexicalSearcher;
  questions: { passage: Passage; question: string }[];
}

/**
 * Asked-as questions as if nobody had written them down yet. Fold n lacks the n-th question of every passage, so each
 * question is held out once, and no passage has the advantage of one question more.
 * @param passages numbered from 0 by `index`
 */
export function* heldOutFolds(passages: readonly Passage[], tokenizer: Tokenizer): Generator<HeldOutFold> {
  const texts = passages.map((passage) => passageTerms({ ...passage, askedAs: [] }, tokenizer));
  const asked = passages.map((passage) => tokenizer.termsOfAll(passage.askedAs));
  const folds = Math.max(0, ...passages.map((passage) => passage.askedAs.length));
  for (let fold = 0; fold < folds; fold++) {
    const builder = new InvertedIndexBuilder(DEFAULT_BM25);
    passages.forEach((_, i) => builder.add({ ...texts[i]!, asked: joined(asked[i]!.filter((_, n) => n !== fold)) }));
    yield {
      lexical: new LexicalSearcher(builder.finish()),
      questions: passages.flatMap((passage) => (fold < passage.askedAs.length ? [{ passage, question: passage.askedAs[fold]! }] : [])),
    };
  }
}

function joined(parts: readonly Terms[]): Terms {
  return {
    unigrams: parts.flatMap((terms) => terms.unigrams),
    bigrams: parts.flatMap((terms) => terms.bigrams),
    words: parts.flatMap((terms) => terms.words),
  };
}
