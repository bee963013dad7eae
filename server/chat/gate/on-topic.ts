import { termName } from "../../../ingest/index.js";
import { withoutStopwords } from "../../retrieval/query.js";
import { WordCoverage } from "../../retrieval/word-coverage.js";
import type { Check, GateInput } from "./check.js";
import { contentWords } from "./covered.js";

/** What tells whether a question is about this collection at all; all of it is looked up, nothing is guessed from a score. */
export interface TopicFeatures {
  /** Share of the question's words, by their rarity, that one of the best passages holds. */
  held: number;
  /** Share of its pairs of neighbouring characters, stop words apart, that stand nowhere in the collection. */
  strange: number;
  /** How much of its wording the questions know that staff have reviewed, answered or left open (0 to 1). */
  familiar: number;
  /** 1 where it names a place, a document, a provision or a company of the collection. */
  named: number;
  /** Natural logarithm of its length in characters, within bounds. */
  length: number;
}

/**
 * A linear model of them, fitted on asked-as questions held out one by one and others written for it, against people's questions
 * of other fields of law and of everyday life; figures and the command that fits it: docs/evaluation.md (`npm run bench:gate`).
 */
export const TOPIC_MODEL: { weights: TopicFeatures; bias: number } = {
  weights: { held: 5.28, strange: -3.42, familiar: 9.21, named: 2.84, length: 1.28 },
  bias: -7.09,
};

/** Of the usual question about a collection; they stand in where it has no words that could be held, and where little was reviewed yet. */
const USUALLY = { held: 0.5, familiar: 0.6 } as const;
const PASSAGES = 5;
/** Characters; the model has seen few questions that were shorter or longer. */
const SHORTEST = 4;
const LONGEST = 60;
/** Words that a refusal names. */
const WORDS_TOLD = 2;

export function topicFeatures({ understanding, retrieved, snapshot, leftOpen }: Omit<GateInput, "chosen">): TopicFeatures {
  const { places, documentIds, references, impliedBy, whole } = understanding;
  return {
    held: heldShare({ understanding, retrieved, snapshot }),
    strange: strangeShare({ understanding, snapshot }),
    familiar: leftOpen.familiarity(whole) ?? USUALLY.familiar,
    named: places.length + documentIds.length + references.length + impliedBy.length > 0 ? 1 : 0,
    length: Math.log(Math.min(LONGEST, Math.max(SHORTEST, whole.length))),
  };
}

/** Above 0: about this collection. */
export function topicScore(features: TopicFeatures, { weights, bias } = TOPIC_MODEL): number {
  return (Object.keys(weights) as (keyof TopicFeatures)[]).reduce((sum, name) => sum + weights[name] * features[name], bias);
}

/** The question is about something else altogether; one that leans on the conversation is what the conversation is about. */
export const offTopic: Check = (turn) => {
  if (turn.retrieved.exact.length > 0 || turn.understanding.context.length > 0 || topicScore(topicFeatures(turn)) >= 0) return null;
  return { reason: "not_covered", missing: rarestFirst(contentWords(turn.understanding, turn.snapshot), turn.snapshot).slice(0, WORDS_TOLD).join("、") };
};

/** What the question is about, as far as rarity tells: 电影 before 推荐. */
function rarestFirst(words: readonly string[], { lexical }: GateInput["snapshot"]): string[] {
  const rarity = new Map(words.map((word) => [word, lexical.rarity(termName.word(word))]));
  return [...words].sort((a, b) => rarity.get(b)! - rarity.get(a)!);
}

/** Of one of the best passages, the share that holds most. */
function heldShare({ understanding, retrieved: { scopes }, snapshot }: Pick<GateInput, "understanding" | "retrieved" | "snapshot">): number {
  const best = new Set(scopes.flatMap(({ evidence }) => evidence.slice(0, PASSAGES)).map(({ passage }) => passage.index));
  const words = contentWords(understanding, snapshot);
  return words.length === 0 ? USUALLY.held : Math.max(0, ...new WordCoverage(words, snapshot.lexical).of([...best]));
}

function strangeShare({ understanding: { question }, snapshot: { tokenizer, lexicon, lexical } }: Pick<GateInput, "understanding" | "snapshot">): number {
  const pairs = new Set(tokenizer.terms(withoutStopwords(question, tokenizer, new Set(lexicon.stopwords))).bigrams);
  const strange = [...pairs].filter((pair) => lexical.documentFrequency(termName.bigram(pair)) === 0);
  return pairs.size === 0 ? 1 : strange.length / pairs.size;
}
