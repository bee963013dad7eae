import { expect, it } from "vitest";
import { seededRandom } from "../../../server/learning/random.js";
import { trainRanker } from "../../../server/learning/train-ranker.js";
import { emptyTable, FEATURE_NAMES, linearScores, type Weights } from "../../../server/retrieval/features.js";

const START = Object.fromEntries(FEATURE_NAMES.map((name) => [name, name === "lexical" ? 1 : 0])) as Weights;

/** Ten candidates a question; the one that answers is best by cosine, and words are noise. */
function examples(count: number) {
  const random = seededRandom(3);
  return Array.from({ length: count }, () => {
    const table = emptyTable(Uint32Array.from({ length: 10 }, (_, i) => i));
    const answer = Math.floor(random() * 10);
    for (let i = 0; i < 10; i++) {
      table.columns.lexical[i] = random();
      table.columns.cosine[i] = i === answer ? 0.8 + 0.2 * random() : 0.7 * random();
    }
    return { table, gold: [answer] };
  });
}

it("weighs up what puts the answers first and weighs down what does not", () => {
  const weights = trainRanker(examples(120), START);
  expect(weights.cosine).toBeGreaterThan(3);
  expect(weights.lexical).toBeLessThan(1);
  const right = examples(200).slice(120).filter(({ table, gold }) => {
    const scores = linearScores(table, weights);
    return scores.indexOf(Math.max(...scores)) === gold[0];
  });
  expect(right.length).toBeGreaterThan(76);
});

it("leaves a weight as it was where no example says anything of the feature", () => {
  const weights = trainRanker(examples(50), { ...START, neighbours: 0.5 });
  expect(weights.neighbours).toBeCloseTo(0.5, 6);
});

it("is the same every time, and passes over questions that no candidate answers", () => {
  const unanswered = examples(5).map((example) => ({ ...example, gold: [] }));
  expect(trainRanker([...examples(30), ...unanswered], START)).toEqual(trainRanker(examples(30), START));
});
