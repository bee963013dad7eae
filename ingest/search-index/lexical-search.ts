import { inverseDocumentFrequency } from "./bm25.js";
import { SegmentSearch, type QueryTerm } from "./segment-search.js";
import type { LexicalIndex } from "./lexical-index.js";
import { PassageScores } from "./passage-scores.js";
import { passageWords, type PassageWords } from "./passage-words.js";
import { holdersOf } from "./postings.js";
import type { ScoredPassage } from "./top-passages.js";

/** A query: terms with their weights (a term that stands twice counts twice). */
export type WeightedTerms = ReadonlyMap<string, number>;

/** Reads the lexical index: the best passages, the scores of given ones, and what is known of a term. */
export class LexicalSearcher {
  private readonly best: SegmentSearch;
  private readonly some: PassageScores;
  private turned: PassageWords | null = null;

  constructor(private readonly index: LexicalIndex) {
    this.best = new SegmentSearch(index.postings);
    this.some = new PassageScores(index.postings);
  }

  get passages(): number {
    return this.index.postings.passages;
  }

  /**
   * The `k` best passages, best first; equal scores in passage order.
   * @param accept passages that may be found; all when left out
   */
  search(query: WeightedTerms, k: number, accept: (passage: number) => boolean = everything): ScoredPassage[] {
    return k < 1 ? [] : this.best.search(this.queryTerms(query), Math.floor(Math.min(k, this.passages)), accept);
  }

  /** The whole scores of some passages, each given once. */
  scores(query: WeightedTerms, passages: Uint32Array): Float64Array {
    return this.some.scores(this.queryTerms(query), passages);
  }

  /** A term's contribution to a passage's score; 0 where the passage does not hold it. */
  contribution(term: string, passage: number): number {
    return passage < this.passages ? this.scores(new Map([[term, 1]]), Uint32Array.of(passage))[0]! : 0;
  }

  /** Number of passages that hold the term. */
  documentFrequency(term: string): number {
    const id = this.index.terms.idOf(term);
    return id < 0 ? 0 : holdersOf(this.index.postings, id);
  }

  /** idf of a term, that of a term in no passage included. */
  rarity(term: string): number {
    return inverseDocumentFrequency(this.passages, this.documentFrequency(term));
  }

  /** Number of a term in the index; undefined where it stands in no passage. */
  termId(term: string): number | undefined {
    const id = this.index.terms.idOf(term);
    return id < 0 ? undefined : id;
  }

  termName(id: number): string {
    return this.index.terms.nameOf(id);
  }

  /** The words of every passage; made when first asked for. */
  get passageWords(): PassageWords {
    return (this.turned ??= passageWords(this.index));
  }

  /** The query's terms that the index knows. */
  private queryTerms(query: WeightedTerms): QueryTerm[] {
    const terms: QueryTerm[] = [];
    for (const [name, weight] of query) {
      const term = this.index.terms.idOf(name);
      if (term >= 0) terms.push({ term, weight });
    }
    return terms;
  }
}

function everything(): boolean {
  return true;
}
