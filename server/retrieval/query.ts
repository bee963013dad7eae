import { foldText, termNames, type Terms, type Tokenizer } from "../../ingest/index.js";
import { correct } from "../understanding/typos.js";
import type { Intent, Signal, Understanding } from "../understanding/understanding.js";
import type { Rewording, SynonymFinder } from "./synonyms.js";

/** What is searched for: weighted terms for the lexical leg and a text for the vector leg. */
export interface Query {
  terms: Map<string, number>;
  text: string;
  rewordings: Rewording[];
}

/** Terms that a word read as another adds count this much: it may have been meant as written. */
const CORRECTION_WEIGHT = 0.8;
/** Terms that the lexicon adds count this much of their own weight. */
const REWORDING_WEIGHT = 0.5;
/** What only says who asks must not drown the question. */
const BACKGROUND_WEIGHT = 0.15;
/** The official words of an intent count this much together. */
const INTENT_WEIGHT = 0.6;

/** What documents call that which an intent asks for: people have many words for it. */
const OFFICIAL_WORDS: Partial<Record<Intent, readonly string[]>> = {
  eligibility: ["申报主体", "申报条件"],
  procedure: ["申报", "认定程序"],
  duty: ["负责", "牵头", "领导小组"],
  funding: ["专项资金", "奖补"],
  direction: ["培育方向", "领域"],
};
/** A step of the procedure that is asked about by its own name is found by it. */
const NAMED_STEP = /公示|初审|复审|答辩|评审|复核/;

/** What a query is built with, once a snapshot. */
export interface QueryTools {
  tokenizer: Tokenizer;
  synonyms: SynonymFinder;
  stopwords: ReadonlySet<string>;
}

/** Question, what it takes over from the conversation, corrections, official words and rewordings, as one weighted query. */
export function buildQuery({ question, carried, corrections, background, intent, signals }: Understanding, { tokenizer, synonyms, stopwords }: QueryTools): Query {
  const terms = new Map<string, number>();
  const termsOf = (text: string): Terms => tokenizer.terms(withoutStopwords(text, tokenizer, stopwords));
  addTerms(terms, termsOf(background.reduce((text, clause) => text.replace(clause, " "), question)), 1);
  for (const clause of background) addTerms(terms, termsOf(clause), BACKGROUND_WEIGHT);
  if (corrections.length > 0) addMissing(terms, termsOf(correct(question, corrections)), CORRECTION_WEIGHT);
  for (const { text, weight } of carried) addTerms(terms, termsOf(text), weight);
  const official = officialWords(intent, signals);
  for (const word of official) addTerms(terms, tokenizer.terms(word), INTENT_WEIGHT / official.length);
  const rewordings = synonyms.find(question);
  for (const { said, means, weight } of rewordings) {
    const counts = background.some((clause) => foldText(clause).includes(said)) ? BACKGROUND_WEIGHT : 1;
    for (const meaning of means) addTerms(terms, tokenizer.terms(meaning), (counts * weight * REWORDING_WEIGHT) / means.length);
  }
  const text = [correct(question, corrections), ...carried.map((words) => words.text), ...rewordings.flatMap((rewording) => rewording.means)].join("\n");
  return { terms, text, rewordings };
}

function officialWords(intent: Intent, signals: readonly Signal[]): readonly string[] {
  const said = signals.find(({ tells }) => tells === intent)?.said ?? "";
  return NAMED_STEP.test(said) ? [] : (OFFICIAL_WORDS[intent] ?? []);
}

/** Stop words become breaks: 什么是先进… must not be searched by the pair 是先, which is rare and says nothing. */
export function withoutStopwords(text: string, tokenizer: Tokenizer, stopwords: ReadonlySet<string>): string {
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

function addMissing(into: Map<string, number>, terms: Terms, weight: number): void {
  for (const term of new Set(termNames(terms))) if (!into.has(term)) into.set(term, weight);
}

function addTerms(into: Map<string, number>, terms: Terms, weight: number): void {
  for (const term of termNames(terms)) into.set(term, (into.get(term) ?? 0) + weight);
}
