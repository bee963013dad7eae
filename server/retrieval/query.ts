import { foldText, termNames, type Terms, type Tokenizer } from "../../ingest/index.js";
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

/** What a query is built with, once a snapshot. */
export interface QueryTools {
  tokenizer: Tokenizer;
  synonyms: SynonymFinder;
  stopwords: ReadonlySet<string>;
}

/** Question, earlier questions and rewordings, as one weighted query. */
export function buildQuery(understanding: Understanding, { tokenizer, synonyms, stopwords }: QueryTools): Query {
  const terms = new Map<string, number>();
  const termsOf = (text: string): Terms => tokenizer.terms(withoutStopwords(text, tokenizer, stopwords));
  addTerms(terms, termsOf(understanding.question), 1);
  understanding.context.forEach((earlier, i) => addTerms(terms, termsOf(earlier), CONTEXT_WEIGHT ** (i + 1)));
  const rewordings = synonyms.find(understanding.question);
  for (const { means, weight } of rewordings) {
    for (const meaning of means) addTerms(terms, tokenizer.terms(meaning), (weight * REWORDING_WEIGHT) / means.length);
  }
  const text = [understanding.question, ...understanding.context, ...rewordings.flatMap((rewording) => rewording.means)].join("\n");
  return { terms, text, rewordings };
}

/** Stop words become breaks: 什么是先进… must not be searched by the pair 是先, which is rare and says nothing. */
function withoutStopwords(text: string, tokenizer: Tokenizer, stopwords: ReadonlySet<string>): string {
  const folded = foldText(text);
  let out = "";
  let at = 0;
  for (const word of tokenizer.words(text)) {
    const start = folded.indexOf(word, at);
    if (start < 0 || !stopwords.has(word)) continue;
    out += `${folded.slice(at, start)} `;
    at = start + word.length;
  }
  const rest = out + folded.slice(at);
  return rest.trim() === "" ? folded : rest;
}

function addTerms(into: Map<string, number>, terms: Terms, weight: number): void {
  for (const term of termNames(terms)) into.set(term, (into.get(term) ?? 0) + weight);
}
