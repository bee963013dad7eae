import { termName, type Snapshot } from "../../../ingest/index.js";
import type { Understanding } from "../../understanding/understanding.js";
import type { Check } from "./check.js";

/** Share of content words that may stand nowhere; a long story told in a person's own words may hold more of them. */
const UNCOVERED_SHARE = { short: 0.6, long: 0.8 } as const;
const LONG_QUESTION = 6;

/** Most of the question's own content words stand nowhere in the collection, not even by way of the lexicon. */
export const notCovered: Check = ({ understanding, retrieved, snapshot }) => {
  if (retrieved.exact.length > 0) return null;
  const words = contentWords(understanding, snapshot);
  const reworded = retrieved.query.rewordings.map((rewording) => rewording.said).join("\n");
  const uncovered = words.filter((word) => snapshot.lexical.documentFrequency(termName.word(word)) === 0 && !reworded.includes(word));
  const allowed = words.length >= LONG_QUESTION ? UNCOVERED_SHARE.long : UNCOVERED_SHARE.short;
  const nothingCovered = words.length > 0 && uncovered.length === words.length;
  return nothingCovered || (words.length >= 2 && uncovered.length / words.length > allowed)
    ? { reason: "not_covered", missing: uncovered.slice(0, 3).join("、") }
    : null;
};

/** The words that carry the question: no stop words, figures, single characters or places. */
export function contentWords({ question, places }: Understanding, { tokenizer, lexicon }: Snapshot): string[] {
  const stop = new Set([...lexicon.stopwords, ...places.map((place) => place.name)]);
  return [...new Set(tokenizer.words(question))].filter((word) => word.length >= 2 && !stop.has(word) && !/^\d+$/.test(word));
}
