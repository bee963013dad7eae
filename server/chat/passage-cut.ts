import { termNames, type Tokenizer } from "../../ingest/index.js";
import type { CitedSpan } from "./citations.js";
import { sentencesOf, type SentenceSpan } from "./sentences.js";

/** Provisions up to this length are quoted whole, in characters. */
const WHOLE_LIMIT = 220;
/** A longer provision is cut to the sentences that answer, up to about this much. */
const CUT_LIMIT = 300;
/** What may stand between two sentences that are joined. */
const GAP = 1;
/** Sentences whose score is at least this share of the best one's may join it. */
const JOIN_SHARE = 0.3;

/** How much each term of the question tells: its weight in the query times its rarity. */
export type TermValue = (term: string) => number;
/** What a sentence is worth, given its text and what its terms sum up to. */
export type Weighing = (sentence: string, score: number) => number;

/**
 * Cuts a span to the sentences that share most with the question. Neighbouring sentences make one span, so that every
 * span stays an exact piece of the text.
 */
export function cutToQuestion(span: CitedSpan, tokenizer: Tokenizer, value: TermValue, weigh: Weighing = (_, score) => score): CitedSpan[] {
  const { text } = span.document;
  if (span.end - span.start <= WHOLE_LIMIT) return [span];
  const sentences = sentencesOf(text, span.start, span.end);
  const scores = sentences.map((sentence) => weigh(text.slice(sentence.start, sentence.end), scoreSentence(text, sentence, tokenizer, value)));
  const best = Math.max(...scores);
  if (best <= 0) return [{ ...span, end: sentences[0]!.end }];
  return joinNeighbours(pick(sentences, scores, best)).map(({ start, end }) => ({ ...span, start, end }));
}

function scoreSentence(text: string, { start, end }: SentenceSpan, tokenizer: Tokenizer, value: TermValue): number {
  const { bigrams, words } = tokenizer.terms(text.slice(start, end));
  let score = 0;
  for (const term of new Set(termNames({ unigrams: [], bigrams, words }))) score += value(term);
  return score;
}

/** The best sentences, until the limit is reached; given back in reading order. */
function pick(sentences: readonly SentenceSpan[], scores: readonly number[], best: number): SentenceSpan[] {
  const ranked = sentences.map((sentence, i) => ({ sentence, score: scores[i]! })).sort((a, b) => b.score - a.score);
  const picked: SentenceSpan[] = [];
  let length = 0;
  for (const { sentence, score } of ranked) {
    const size = sentence.end - sentence.start;
    if (picked.length > 0 && (score < best * JOIN_SHARE || length + size > CUT_LIMIT)) continue;
    picked.push(sentence);
    length += size + GAP;
  }
  return picked.sort((a, b) => a.start - b.start);
}

function joinNeighbours(sentences: readonly SentenceSpan[]): SentenceSpan[] {
  const joined: SentenceSpan[] = [];
  for (const sentence of sentences) {
    const last = joined[joined.length - 1];
    if (last && sentence.start - last.end <= 1) last.end = sentence.end;
    else joined.push({ ...sentence });
  }
  return joined;
}
