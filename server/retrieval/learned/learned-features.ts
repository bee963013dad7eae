import { WORD_PREFIX, type LexicalSearcher } from "../../../ingest/index.js";
import type { Weights } from "../features.js";
import { adaptQuestion, weighWords, type QueryAdapter } from "./query-adapter.js";
import type { Translation, WordPairs } from "./translation.js";

/** Everything learned from confirmed pairs of question and provision. */
export interface LearnedModel {
  adapter: QueryAdapter;
  translation: Translation;
  neighbours: ConfirmedQuestions;
  weights: Weights;
}

/** Vectors of the confirmed questions, and the passages that answer each: `passages[start[i] .. start[i+1]]`. */
export interface ConfirmedQuestions {
  /** questions × dimensions, unit length. */
  vectors: Float32Array;
  start: Uint32Array;
  passages: Uint32Array;
}

/** A question in the forms that the learned features need. */
export interface AskedQuestion {
  vector: Float32Array;
  adapted: Float32Array;
  /** What the question's words may mean in documents, as a query of its own. */
  translated: Map<string, number>;
  /** Its words with their idf. */
  words: { term: string; rarity: number }[];
}

/** A learned word counts this much beside the word itself in explaining a word of the question. */
const TRANSLATION_FACTOR = 2;
/** Explained half, of the most that a word can be. */
const HALF_EXPLAINED = 0.25;
const NEIGHBOURS = 20;
/** Cosines are raised to this power, so that the nearest questions rule. */
const NEIGHBOUR_POWER = 4;

/** Computes the learned features of candidates. */
export class LearnedFeatures {
  private readonly askedIds: ReadonlyMap<string, number>;
  /** Written word -> its number in the index; -1 where the index does not know it. */
  private readonly termOf: Int32Array;

  constructor(
    private readonly model: LearnedModel,
    private readonly lexical: LexicalSearcher,
  ) {
    this.askedIds = new Map(model.translation.asked.map((word, i) => [word, i]));
    this.termOf = Int32Array.from(model.translation.written, (word) => lexical.termId(word) ?? -1);
  }

  get weights(): Weights {
    return this.model.weights;
  }

  ask({ terms, vector }: { terms: ReadonlyMap<string, number>; vector: Float32Array }): AskedQuestion {
    const words = [...terms.keys()].filter((term) => term.startsWith(WORD_PREFIX));
    const weights = weighWords(words, (term) => this.lexical.rarity(term));
    return {
      vector,
      adapted: adaptQuestion(this.model.adapter, vector, weights),
      translated: this.translate(words),
      words: words.map((term) => ({ term, rarity: this.lexical.rarity(term) })),
    };
  }

  /** Sum over the question's words of idf × how far the passage's words explain it, by themselves or by translation. */
  explain({ words }: AskedQuestion, passages: Uint32Array, out: Float64Array): void {
    const explains = this.explainingTerms(words);
    const { start, terms, shares } = this.lexical.passageWords;
    const explained = new Float64Array(words.length);
    passages.forEach((passage, i) => {
      explained.fill(0);
      for (let at = start[passage]!; at < start[passage + 1]!; at++) {
        for (const { word, weight } of explains.get(terms[at]!) ?? NOTHING) explained[word]! += weight * shares[at]!;
      }
      words.forEach(({ rarity }, word) => {
        out[i]! += (rarity * explained[word]!) / (explained[word]! + HALF_EXPLAINED);
      });
    });
  }

  /** Votes of the nearest confirmed questions for the documents that answered them, as a share of the most. */
  countNeighbours({ vector }: AskedQuestion, passages: Uint32Array, documentOf: Uint32Array, out: Float64Array): void {
    const { start, passages: answers } = this.model.neighbours;
    const votes = new Map<number, number>();
    for (const { question, cosine } of this.nearest(vector)) {
      const documents = new Set(answers.subarray(start[question], start[question + 1]).map((passage) => documentOf[passage]!));
      for (const document of documents) votes.set(document, (votes.get(document) ?? 0) + cosine ** NEIGHBOUR_POWER);
    }
    const most = Math.max(0, ...votes.values());
    if (most > 0) for (let i = 0; i < passages.length; i++) out[i] = (votes.get(documentOf[passages[i]!]!) ?? 0) / most;
  }

  private nearest(vector: Float32Array): { question: number; cosine: number }[] {
    const { vectors, start } = this.model.neighbours;
    const size = vector.length;
    const all = Array.from({ length: start.length - 1 }, (_, question) => {
      let cosine = 0;
      for (let i = 0, at = question * size; i < size; i++) cosine += vectors[at + i]! * vector[i]!;
      return { question, cosine };
    });
    return all.filter(({ cosine }) => cosine > 0).sort((a, b) => b.cosine - a.cosine).slice(0, NEIGHBOURS);
  }

  private translate(words: readonly string[]): Map<string, number> {
    const { written, means } = this.model.translation;
    const query = new Map<string, number>();
    this.eachPair(words, means, (_, target, probability) => query.set(written[target]!, (query.get(written[target]!) ?? 0) + probability));
    return query;
  }

  /** Term of the index -> the question's words that it explains. */
  private explainingTerms(words: AskedQuestion["words"]): Map<number, { word: number; weight: number }[]> {
    const explains = new Map<number, { word: number; weight: number }[]>();
    const add = (term: number, word: number, weight: number): void => {
      const known = explains.get(term);
      if (known) known.push({ word, weight });
      else explains.set(term, [{ word, weight }]);
    };
    words.forEach(({ term }, word) => {
      const itself = this.lexical.termId(term);
      if (itself !== undefined) add(itself, word, 1);
    });
    this.eachPair(words.map(({ term }) => term), this.model.translation.said, (word, target, probability) => {
      if (this.termOf[target]! >= 0) add(this.termOf[target]!, word, probability * TRANSLATION_FACTOR);
    });
    return explains;
  }

  private eachPair(words: readonly string[], pairs: WordPairs, each: (word: number, target: number, probability: number) => void): void {
    words.forEach((term, word) => {
      const asked = this.askedIds.get(term);
      if (asked === undefined) return;
      for (let i = pairs.start[asked]!; i < pairs.start[asked + 1]!; i++) each(word, pairs.targets[i]!, pairs.probabilities[i]!);
    });
  }
}

const NOTHING: readonly { word: number; weight: number }[] = [];
