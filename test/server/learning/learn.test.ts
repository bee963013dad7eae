import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { crossValidate, wins, type Comparison } from "../../../server/learning/cross-validation.js";
import { learn, learnedSearch } from "../../../server/learning/learner.js";
import { askedAsPairs, readPairs } from "../../../server/learning/read-pairs.js";
import type { ConfirmedPair } from "../../../server/learning/pairs.js";
import { fusionFor } from "../../../server/retrieval/fusion.js";
import { HybridSearch } from "../../../server/retrieval/hybrid-search.js";
import type { LearnedModel } from "../../../server/retrieval/learned/learned-features.js";
import { readLearned, stampFor, writeLearned } from "../../../server/retrieval/learned/learned-file.js";
import { documentsOf } from "../../../server/retrieval/retrieve.js";
import { realEngine } from "../../support/engine.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { tempFolder } from "../../support/temp-folder.js";

const snapshot = openRealSnapshot();
const ground = { ...snapshot, groups: documentsOf(snapshot), settings: fusionFor(snapshot.passages.length) };
const figures = { pairs: 0, before: { recall: 0.5, rank: 0.4 }, after: { recall: 0.6, rank: 0.5 }, used: true };

let pairs: ConfirmedPair[];
let model: LearnedModel;

/** One in a hundred and twenty of the asked-as questions: enough to learn from in seconds. */
beforeAll(async () => {
  const { understander, retriever } = realEngine();
  const asked = askedAsPairs(snapshot).filter((_, i) => i % 120 === 0);
  pairs = await Promise.all(
    asked.map(async ({ question, passages }) => {
      const { terms, vector } = await retriever.queryFor(understander.understand(question, [], {}));
      return { question, terms, vector: vector!, passages };
    }),
  );
  model = await learn(pairs, () => ground);
});

describe("what was learned", () => {
  it("finds the provision of a lay word that no document holds", async () => {
    const target = 7;
    const lay = "w呱啦呱啦";
    const vector = new Float32Array(snapshot.vectors.dimensions).fill(0.01);
    const taught = Array.from({ length: 60 }, (_, i) => ({ question: `呱啦${i}`, terms: new Map([[lay, 1]]), vector, passages: [target] }));
    const learned = learnedSearch(await learn([...taught, ...pairs], () => ground), ground);
    const rank = (search: HybridSearch): number => search.search({ terms: new Map([[lay, 1]]), vector }).findIndex(({ passage }) => passage === target);
    expect(rank(learned)).toBe(0);
    expect(rank(new HybridSearch(ground.lexical, ground.vectors, ground.settings, ground.groups))).not.toBe(0);
  });

  it("changes the order and not the scores, and each score is the sum of its parts", () => {
    const plain = new HybridSearch(ground.lexical, ground.vectors, ground.settings, ground.groups);
    const learned = learnedSearch(model, ground);
    for (const pair of pairs.slice(0, 10)) {
      const found = learned.search(pair);
      const scores = found.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores[0]).toBeCloseTo(plain.search(pair)[0]!.score, 6);
      for (const candidate of found) expect(candidate.parts().reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(candidate.score, 8);
    }
  });

  it("is not asked where the question has no vector", () => {
    const [pair] = pairs;
    const query = { terms: pair!.terms, vector: null };
    const plain = new HybridSearch(ground.lexical, ground.vectors, ground.settings, ground.groups);
    const order = (search: HybridSearch): number[] => search.search(query).map(({ passage }) => passage);
    expect(order(learnedSearch(model, ground))).toEqual(order(plain));
  });
});

describe("cross-validation", () => {
  it("ranks every question once, and holds what it is asked to hold out", async () => {
    const heldOut = new Set<string>();
    const few = pairs.slice(0, 40);
    const comparison = await crossValidate(few, (held) => {
      for (const { question } of held) heldOut.add(question);
      return ground;
    }, 2);
    expect(comparison.questions).toBe(few.length);
    expect(heldOut.size).toBe(new Set(few.map(({ question }) => question)).size);
    // The index knows these questions: without learning they are found.
    expect(comparison.before["R@10"]).toBeGreaterThan(0.9);
  });

  it.each([
    [{ recall: 0.5, rank: 0.4 }, { recall: 0.52, rank: 0.4 }, true],
    [{ recall: 0.5, rank: 0.4 }, { recall: 0.505, rank: 0.405 }, false],
    [{ recall: 0.5, rank: 0.4 }, { recall: 0.6, rank: 0.39 }, false],
  ])("%o against %o wins: %s", (before, after, won) => {
    const metrics = ({ recall, rank }: { recall: number; rank: number }) => ({ "R@10": recall, "MRR@10": rank }) as Comparison["before"];
    expect(wins({ questions: 1, before: metrics(before), after: metrics(after) })).toBe(won);
  });
});

describe("the file", () => {
  it("gives back what was written, for the snapshot that it was made for", () => {
    const root = tempFolder();
    writeLearned(root, model, stampFor(snapshot, { ...figures, pairs: pairs.length }));
    const read = readLearned(root, snapshot);
    expect(read.note).toBe(`使用从 ${pairs.length} 个问题学到的排序`);
    const order = (learned: LearnedModel): number[][] => pairs.slice(0, 5).map((pair) => learnedSearch(learned, ground).search(pair).map(({ passage }) => passage));
    expect(order(read.model!)).toEqual(order(model));
    expect(readdirSync(root)).toEqual(["learned.bin"]);
  });

  it("is not used for other passages, when it did not win, or when it is damaged; the note says which", () => {
    const root = tempFolder();
    writeLearned(root, model, stampFor(snapshot, figures));
    const other = { ...snapshot, passages: snapshot.passages.slice(1) };
    expect(readLearned(root, other)).toMatchObject({ model: null, note: expect.stringContaining("另一个快照") as string });
    const lost = tempFolder();
    writeLearned(lost, model, stampFor(snapshot, { ...figures, used: false }));
    expect(readLearned(lost, snapshot)).toMatchObject({ model: null, note: expect.stringContaining("没有胜出") as string });
    const damaged = tempFolder();
    copyFileSync(join(root, "learned.bin"), join(damaged, "learned.bin"));
    const data = readFileSync(join(damaged, "learned.bin"));
    data[data.length - 9]! ^= 1;
    writeFileSync(join(damaged, "learned.bin"), data);
    expect(readLearned(damaged, snapshot)).toMatchObject({ model: null, note: expect.stringContaining("损坏") as string });
    expect(readLearned(tempFolder(), snapshot)).toEqual({ model: null, stamp: null, note: "" });
  });
});

describe("pairs from a file", () => {
  const write = (text: string): string => {
    const path = join(tempFolder(), "pairs.jsonl");
    writeFileSync(path, text);
    return path;
  };

  it("stand for the passages of their provisions, those inside an article too", () => {
    const [pair] = readPairs(write('{"question": "条件有哪些", "provisionId": "gz-measures#art_6"}\n\n'), snapshot);
    const inside = snapshot.passages.filter(({ document, provision }) => document.meta.id === "gz-measures" && provision.eId.startsWith("art_6"));
    expect(inside.length).toBeGreaterThan(5);
    expect(pair!.passages).toEqual(inside.map(({ index }) => index));
  });

  it.each([
    ["{", "第 1 行"],
    ['{"question": "问"}', "第 1 行"],
    ['{"question": "问", "provisionId": "gz-measures#art_6"}\n{"question": "问", "provisionId": "gz-measures#art_99"}', "第 2 行：没有条款 gz-measures#art_99"],
  ])("with a fault in %s are refused by line", (text, message) => {
    expect(() => readPairs(write(text), snapshot)).toThrow(message);
  });
});
