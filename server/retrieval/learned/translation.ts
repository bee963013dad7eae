/** Pairs of words with a probability: `targets[start[i] .. start[i+1]]` belong to source i. */
export interface WordPairs {
  start: Uint32Array;
  targets: Uint32Array;
  probabilities: Float32Array;
}

/** What people say beside what documents say, learned from confirmed pairs in both directions. Words are term names. */
export interface Translation {
  asked: readonly string[];
  written: readonly string[];
  /** p(written | asked), by asked word: what to search for beside what was said. */
  means: WordPairs;
  /** p(asked | written), by asked word: how well a passage explains what was said. */
  said: WordPairs;
}
