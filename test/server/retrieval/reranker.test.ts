import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reorder, type Candidate } from "../../../server/retrieval/candidate.js";
import { EndpointReranker, rerankedText } from "../../../server/retrieval/reranker.js";
import { ModelServer, SECRET_KEY, type Fault } from "../../support/model-server.js";
import { PATIENCE_MS } from "../../support/patience.js";
import { openRealSnapshot } from "../../support/snapshot.js";

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(() => server.close());

const reranker = (timeoutMs = PATIENCE_MS): EndpointReranker =>
  new EndpointReranker({ baseUrl: server.baseUrl, model: "test-reranker", apiKey: SECRET_KEY, depth: 20, timeoutMs });

describe("the reranking endpoint", () => {
  it("is asked in the shape of Cohere, Jina and vLLM", async () => {
    await reranker().relevance("复核", ["集群", "每三年复核"]);
    const { path, headers, body } = server.received.at(-1)!;
    expect(path).toBe("/v1/rerank");
    expect(headers.authorization).toBe(`Bearer ${SECRET_KEY}`);
    expect(body).toEqual({ model: "test-reranker", query: "复核", documents: ["集群", "每三年复核"], top_n: 2 });
  });

  it("gives relevance in the order of the texts, whatever the order of the reply", async () => {
    expect(await reranker().relevance("复核", ["集群", "每三年复核", "复"])).toEqual([0, 2, 1]);
  });

  it.each<[string, Fault, string]>([
    ["too few results", { change: ({ results }) => ({ results: results!.slice(1) }) }, "结果应为 2 个，实际 1 个"],
    ["an index twice", { change: ({ results }) => ({ results: [results![0], results![0]] }) }, "序号有重复"],
    ["no score", { change: () => ({ results: [{ index: 0 }, { index: 1 }] }) }, "results.0.relevance_score"],
    ["NaN", { text: '{"results":[{"index":0,"relevance_score":NaN},{"index":1,"relevance_score":1}]}' }, "不是 JSON"],
    ["HTML", { text: "<html>" }, "不是 JSON"],
    ["a refusal", { status: 400 }, "返回状态 400"],
  ])("is refused by name for %s", async (_what, fault, message) => {
    server.failNext(fault);
    await expect(reranker().relevance("复核", ["甲", "乙"])).rejects.toMatchObject({
      name: "EndpointError",
      message: expect.stringMatching(new RegExp(`^重排服务.*${message}`)) as string,
    });
  });

  it("does not keep people waiting", async () => {
    server.failNext("hang");
    await expect(reranker(40).relevance("复核", ["甲", "乙"])).rejects.toMatchObject({ problem: "timeout" });
  });
});

describe("what a reranker reads of a passage", () => {
  it("begins with where it stands, and is not longer than the models take", () => {
    const { passages } = openRealSnapshot();
    const texts = passages.map(rerankedText);
    expect(Math.max(...texts.map((text) => text.length))).toBe(1000);
    passages.forEach(({ document }, i) => expect(texts[i]!.startsWith(`${document.meta.title}\n`)).toBe(true));
  });
});

describe("reordered candidates", () => {
  const scores = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 12 }).map((list) => list.sort((a, b) => b - a));
  const fused = (list: readonly number[]): Candidate[] =>
    list.map((score, passage) => ({ passage, score, parts: () => [{ name: "字词", score }] }));
  const cases = scores.chain((list) => fc.record({ list: fc.constant(list), relevance: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: list.length }) }));

  it("stand by relevance, equal ones as they were; those that were not read stay behind, as they were", () => {
    fc.assert(
      fc.property(cases, ({ list, relevance }) => {
        const order = relevance.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value || a.i - b.i).map(({ i }) => i);
        const rest = list.map((_, i) => i).slice(relevance.length);
        expect(reorder(fused(list), relevance, "重排", (i) => `${relevance[i]!}`).map(({ passage }) => passage)).toEqual([...order, ...rest]);
      }),
    );
  });

  it("share out the same scores, best first, and explain each by parts that sum to it", () => {
    fc.assert(
      fc.property(cases, ({ list, relevance }) => {
        const after = reorder(fused(list), relevance, "重排", (i) => `${relevance[i]!}`);
        expect(after.map(({ score }) => score)).toEqual(list);
        for (const candidate of after) expect(candidate.parts().reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(candidate.score, 10);
        for (const candidate of after.slice(0, relevance.length)) expect(candidate.parts().at(-1)!.name).toBe("重排");
      }),
    );
  });
});
