import { expect, it } from "vitest";
import { seededRandom } from "../../../server/learning/random.js";
import { trainAdapter, type AdapterExample, type AdapterGround } from "../../../server/learning/train-adapter.js";
import { adaptQuestion, type QueryAdapter } from "../../../server/retrieval/learned/query-adapter.js";

const DIMENSIONS = 8;
const PASSAGES = 40;
const random = seededRandom(5);

function unit(): Float32Array {
  const vector = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

const vectors = Array.from({ length: PASSAGES }, unit);
/** Questions speak another language: every coordinate stands one place further on. */
const turned = (vector: Float32Array): Float32Array => Float32Array.from(vector, (_, i) => vector[(i + 1) % DIMENSIONS]!);
const ground: AdapterGround = {
  dimensions: DIMENSIONS,
  passages: PASSAGES,
  vectorOf: (passage) => vectors[passage]!,
  hardest: () => Array.from({ length: PASSAGES }, (_, i) => i),
  lexicalShare: () => 0,
};
const example = (passage: number, words: [string, number][] = []): AdapterExample => ({ vector: turned(vectors[passage]!), words: new Map(words), gold: [passage] });
const taught = Array.from({ length: 30 }, (_, i) => example(i));

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function meanCosine(adapter: QueryAdapter | null, passages: readonly number[]): number {
  const asked = passages.map((passage) => turned(vectors[passage]!));
  const adapted = asked.map((vector) => (adapter ? adaptQuestion(adapter, vector, new Map()) : vector));
  return adapted.reduce((sum, vector, i) => sum + cosine(vector, vectors[passages[i]!]!), 0) / passages.length;
}

it("turns questions towards the passages that answer them, also those that were not taught", () => {
  const repeated = Array.from({ length: 20 }, () => taught).flat();
  const adapter = trainAdapter(repeated, ground);
  const others = [30, 31, 32, 33, 34, 35, 36, 37, 38, 39];
  expect(meanCosine(adapter, others)).toBeGreaterThan(meanCosine(null, others) + 0.15);
});

it("shifts a word towards what it was confirmed to mean", () => {
  const aboutMoney = Array.from({ length: 200 }, (_, i) => ({ ...example(i % 30), words: new Map([["w钱", 0.3]]), gold: [35] }));
  const adapter = trainAdapter(aboutMoney, ground);
  const question = turned(vectors[33]!);
  const said = adaptQuestion(adapter, question, new Map([["w钱", 0.3]]));
  const unsaid = adaptQuestion({ ...adapter, words: new Map() }, question, new Map([["w钱", 0.3]]));
  expect(cosine(said, vectors[35]!)).toBeGreaterThan(cosine(unsaid, vectors[35]!));
});

it("is the identity where nothing is taught", () => {
  const adapter = trainAdapter([], ground);
  const question = unit();
  expect(cosine(adaptQuestion(adapter, question, new Map([["w没见过", 1]])), question)).toBeCloseTo(1, 5);
});
