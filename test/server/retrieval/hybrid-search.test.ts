import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fusionFor } from "../../../server/retrieval/fusion.js";
import { HybridSearch, type HybridQuery } from "../../../server/retrieval/hybrid-search.js";
import { buildQuery } from "../../../server/retrieval/query.js";
import { SynonymFinder } from "../../../server/retrieval/synonyms.js";
import { realEngine } from "../../support/engine.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const snapshot = openRealSnapshot();
const { passages, lexical, vectors, tokenizer, embedder } = snapshot;
const settings = fusionFor(passages.length);
const hybrid = new HybridSearch(lexical, vectors, settings);
const { understander } = realEngine();
const tools = { tokenizer, synonyms: new SynonymFinder(snapshot.lexicon.synonyms), stopwords: new Set(snapshot.lexicon.stopwords) };

async function queryFor(question: string): Promise<HybridQuery & { vector: Float32Array }> {
  const { terms, text } = buildQuery(understander.understand(question, [], {}), tools);
  const [vector] = await embedder.embed([text], "query");
  return { terms, vector: vector! };
}

/** Questions made of a few words of the corpus. */
const vocabulary = ["集群", "龙头企业", "资金", "公示", "白酒", "轨道交通", "复核", "数字化", "人才", "绿色工厂", "电池", "创新中心"];
const questions = fc.subarray(vocabulary, { minLength: 1, maxLength: 4 }).map((words) => words.join(""));

describe("fused candidates", () => {
  it("score lexical / best + weight · max(0, cosine), best first, equal scores in passage order", async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const query = await queryFor(question);
        const found = hybrid.search(query);
        const wholes = lexical.scores(query.terms, Uint32Array.from(passages.keys()));
        const best = Math.max(...wholes);
        for (const { passage, score } of found) {
          const expected = wholes[passage]! / best + settings.weights.cosine * Math.max(0, vectors.cosines(query.vector, Uint32Array.of(passage))[0]!);
          expect(score).toBeCloseTo(expected, 5);
        }
        const order = found.map(({ passage, score }) => ({ passage, score }));
        expect(order).toEqual([...order].sort((a, b) => b.score - a.score || a.passage - b.passage));
      }),
      { numRuns: 25 },
    );
  });

  it("hold the passage that is best in all of the collection, by brute force", async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const query = await queryFor(question);
        const wholes = lexical.scores(query.terms, Uint32Array.from(passages.keys()));
        expect(hybrid.search(query).map(({ passage }) => passage)).toContain(wholes.indexOf(Math.max(...wholes)));
      }),
      { numRuns: 25 },
    );
  });

  it("explain each score by parts that sum to it", async () => {
    for (const candidate of hybrid.search(await queryFor("龙头企业资金"))) {
      expect(candidate.parts().reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(candidate.score, 10);
    }
  });

  it("are taken only from what is accepted, each once", async () => {
    const found = hybrid.search(await queryFor("集群"), (passage) => passage % 3 === 0).map(({ passage }) => passage);
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter((passage) => passage % 3 !== 0)).toEqual([]);
    expect(new Set(found).size).toBe(found.length);
  });

  it("are none where nothing is accepted", async () => {
    expect(hybrid.search(await queryFor("集群"), () => false)).toEqual([]);
  });
});

it("vectors count little in a small collection and as much as words in a large one", () => {
  expect(fusionFor(300).weights.cosine).toBeLessThan(0.5);
  expect(fusionFor(50_000).weights.cosine).toBe(1);
});
