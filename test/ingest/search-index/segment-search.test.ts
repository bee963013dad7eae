import { describe, expect, it } from "vitest";
import { PassageScores } from "../../../ingest/search-index/passage-scores.js";
import { eachPosting, holdersOf, postingsOf, SEGMENT } from "../../../ingest/search-index/postings.js";
import { SegmentSearch } from "../../../ingest/search-index/segment-search.js";

/** Terms of very different frequency over three segments, the last one short: passage and score of every posting, made by rule. */
const PASSAGES = 2 * SEGMENT + 1234;
const STEPS = [1, 2, 3, 7, 50, 999, 30_000, PASSAGES];
const scoreOf = (term: number, passage: number): number => Math.fround(((passage * (term + 3)) % 97) / 10 + 0.5);
const lists = STEPS.map((step, term) => Array.from({ length: Math.ceil((PASSAGES - term) / step) }, (_, i) => term + i * step));
const index = {
  passages: PASSAGES,
  terms: STEPS.map(String),
  start: Uint32Array.from([0, ...STEPS.keys()].map((_, t) => lists.slice(0, t).reduce((sum, list) => sum + list.length, 0))),
  docs: Uint32Array.from(lists.flat()),
  impacts: Float32Array.from(lists.flatMap((list, term) => list.map((passage) => scoreOf(term, passage)))),
  maxImpact: Float32Array.from(lists, (list, term) => list.reduce((most, passage) => Math.max(most, scoreOf(term, passage)), 0)),
};
const postings = postingsOf(index);
const QUERIES = [[0], [7], [5, 6], [1, 2, 3, 4], [0, 1, 2, 3, 4, 5, 6, 7]].map((terms) => terms.map((term) => ({ term, weight: 1 + term / 4 })));

function bruteForce(query: (typeof QUERIES)[number]): Float64Array {
  const scores = new Float64Array(PASSAGES);
  for (const { term, weight } of query) for (const passage of lists[term]!) scores[passage]! += weight * scoreOf(term, passage);
  return scores;
}

describe("a search over several segments", () => {
  it.each(QUERIES)("finds the best that adding up every posting finds, ties in passage order, with and without a filter: %j", (...query) => {
    const scores = bruteForce(query);
    for (const accept of [(): boolean => true, (passage: number): boolean => passage % 5 === 0]) {
      const expected = [...scores.keys()].filter((passage) => scores[passage]! > 0 && accept(passage)).sort((a, b) => scores[b]! - scores[a]! || a - b);
      for (const k of [1, 10, 250]) {
        const found = new SegmentSearch(postings).search(query, k, accept);
        expect(found).toEqual(expected.slice(0, k).map((passage) => ({ passage, score: scores[passage] })));
      }
    }
  });

  it("forgets the last question", () => {
    const search = new SegmentSearch(postings);
    const first = search.search(QUERIES[1]!, 5, () => true);
    search.search(QUERIES[4]!, 5, () => true);
    expect(search.search(QUERIES[1]!, 5, () => true)).toEqual(first);
  });
});

it("scores of some passages are those of adding up every posting, in all segments", () => {
  const some = new PassageScores(postings);
  const passages = Uint32Array.from({ length: 400 }, (_, i) => i * 331);
  for (const query of QUERIES) {
    const scores = bruteForce(query);
    const found = some.scores(query, passages);
    passages.forEach((passage, i) => expect(found[i]).toBeCloseTo(scores[passage]!, 9));
  }
});

it("postings name the same passages as the index that they were made of", () => {
  lists.forEach((list, term) => {
    const passages: number[] = [];
    eachPosting(postings, term, (passage) => passages.push(passage));
    expect(passages).toEqual(list);
    expect(holdersOf(postings, term)).toBe(list.length);
  });
});
