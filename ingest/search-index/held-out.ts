import { embedPassages, type Embedder } from "../embed/embedder.js";
import type { Terms, Tokenizer } from "../segment/tokenizer.js";
import { DEFAULT_BM25 } from "./bm25.js";
import { InvertedIndexBuilder, type PassageTerms } from "./inverted-index.js";
import { lexicalIndexOf } from "./lexical-index.js";
import { LexicalSearcher } from "./lexical-search.js";
import { packVectors } from "./passage-vectors.js";
import { embeddedText, passageTerms } from "./passage-terms.js";
import type { Passage } from "./snapshot.js";
import { VectorSearcher } from "./vector-search.js";

/** An index that lacks some asked-as questions, and those questions, each with the passage it stands under. */
export class HeldOutFold {
  private index: LexicalSearcher | null = null;

  constructor(
    readonly questions: readonly { passage: Passage; question: string }[],
    private readonly build: () => LexicalSearcher,
  ) {}

  /** Built when it is first asked for: most folds have no question that whoever compares two searches wants. */
  get lexical(): LexicalSearcher {
    return (this.index ??= this.build());
  }
}

/** Indexes of passages as if some of their asked-as questions had never been written down. */
export class TrialIndex {
  private readonly texts: PassageTerms[];
  private readonly asked: Terms[][];

  /** @param passages numbered from 0 by `index` */
  constructor(
    private readonly passages: readonly Passage[],
    tokenizer: Tokenizer,
  ) {
    this.texts = passages.map((passage) => passageTerms({ ...passage, askedAs: [] }, tokenizer));
    this.asked = passages.map((passage) => tokenizer.termsOfAll(passage.askedAs));
  }

  /** @param isHeldOut by passage and place among its questions */
  lexicalWithout(isHeldOut: (passage: Passage, place: number) => boolean): LexicalSearcher {
    const builder = new InvertedIndexBuilder(DEFAULT_BM25);
    this.passages.forEach((passage, i) => builder.add({ ...this.texts[i]!, asked: joined(this.asked[i]!.filter((_, n) => !isHeldOut(passage, n))) }));
    return new LexicalSearcher(lexicalIndexOf(builder.finish()));
  }

  /** The passages' vectors made anew by the embedder, which knows the questions from its training all the same. */
  async vectorsWithout(embedder: Embedder, isHeldOut: (passage: Passage, place: number) => boolean): Promise<VectorSearcher> {
    const texts = this.passages.map((passage) => embeddedText({ ...passage, askedAs: passage.askedAs.filter((_, n) => !isHeldOut(passage, n)) }));
    return new VectorSearcher(packVectors(await embedPassages(embedder, texts), embedder.dimensions));
  }
}

/**
 * Asked-as questions as if nobody had written them down yet. Fold n lacks the n-th question of every passage, so each
 * question is held out once, and no passage has the advantage of one question more.
 * @param passages numbered from 0 by `index`
 */
export function* heldOutFolds(passages: readonly Passage[], tokenizer: Tokenizer): Generator<HeldOutFold> {
  const trial = new TrialIndex(passages, tokenizer);
  const folds = Math.max(0, ...passages.map((passage) => passage.askedAs.length));
  for (let fold = 0; fold < folds; fold++) {
    const questions = passages.flatMap((passage) => (fold < passage.askedAs.length ? [{ passage, question: passage.askedAs[fold]! }] : []));
    yield new HeldOutFold(questions, () => trial.lexicalWithout((_, place) => place === fold));
  }
}

function joined(parts: readonly Terms[]): Terms {
  return {
    unigrams: parts.flatMap((terms) => terms.unigrams),
    bigrams: parts.flatMap((terms) => terms.bigrams),
    words: parts.flatMap((terms) => terms.words),
  };
}
