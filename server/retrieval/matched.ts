import { BIGRAM_PREFIX, foldText, locateWords, type Tokenizer } from "../../ingest/index.js";

/** A stretch of a text, UTF-16 code units. */
export interface MatchedSpan {
  start: number;
  end: number;
}

/**
 * Where a text holds what was searched for: the words (also those that the lexicon and the intent added), references and figures
 * that its score counts. Where the two texts are cut into different words, the pairs of characters that they share.
 * A single character tells too little. Spans rise and do not touch.
 * @param terms names of the query's terms
 */
export function matchedSpans(text: string, terms: ReadonlyMap<string, number>, tokenizer: Tokenizer): MatchedSpan[] {
  const words = locateWords(tokenizer, text).filter(({ term, start, end }) => terms.has(term) && end > start + 1);
  return joined(words.length > 0 ? words : sharedPairs(text, terms));
}

function sharedPairs(text: string, terms: ReadonlyMap<string, number>): MatchedSpan[] {
  const folded = foldText(text);
  // Places are only the same where folding changed no length.
  if (folded.length !== text.length) return [];
  return Array.from({ length: Math.max(0, folded.length - 1) }, (_, start) => ({ start, end: start + 2 })).filter(({ start, end }) => terms.has(BIGRAM_PREFIX + folded.slice(start, end)));
}

function joined(spans: readonly MatchedSpan[]): MatchedSpan[] {
  const whole: MatchedSpan[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = whole[whole.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else whole.push({ start, end });
  }
  return whole;
}
