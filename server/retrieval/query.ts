import { termNames, type Terms, type Tokenizer } from "../../ingest/index.js";
import type { Understanding } from "../understanding/understanding.js";
import type { Rewording, SynonymFinder } from "./synonyms.js";

/** What is searched for: weighted terms for the lexical leg and a text for the vector leg. */
export interface Query {
  terms: Map<string, number>;
  text: string;
  rewordings: Rewording[];
}

/** Earlier questions count this much beside the present one, each turn back again. */
const CONTEXT_WEIGHT = 0.4;
/** Terms that the lexicon adds count this much of their own weight. */
const REWORDING_WEIGHT = 0.5;

/** Question, earlier questions and rewordings, as one weighted query. */
export function buildQuery(understanding: Understanding, tokenizer: Tokenizer, synonyms: SynonymFinder): Query {
  const terms = new Map<string, number>();
  addTerms(terms, tokenizer.terms(understanding.question), 1);
  understanding.context.forEach((earlier, i) => addTerms(terms, tokenizer.terms(earlier), CONTEXT_WEIGHT ** (i + 1)));
  const rewordings = synonyms.find(understanding.question);
  for (const { means, weight } of rewordings) {
    for (const meaning of means) addTerms(terms, tokenizer.terms(meaning), (weight * REWORDING_WEIGHT) / means.length);
  }
  const text = [understanding.question, ...understanding.context, ...rewordings.flatMap((rewording) => rewording.means)].join("\n");
  return { terms, text, rewordings };
}

function addTerms(into: Map<string, number>, terms: Terms, weight: number): void {
  for (const term of termNames(terms)) into.set(term, (into.get(term) ?? 0) + weight);
}
