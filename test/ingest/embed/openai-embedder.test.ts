import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stampOf } from "../../../ingest/embed/embedder.js";
import { fitsStamp, OpenAiEmbedder, type EmbeddingSettings } from "../../../ingest/embed/openai-embedder.js";
import { embeddingAt, ModelServer, type Fault } from "../../support/model-server.js";

const DIMENSIONS = 16;

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start(DIMENSIONS);
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const embedderWith = (change: Partial<EmbeddingSettings> = {}): OpenAiEmbedder => new OpenAiEmbedder(embeddingAt(server, change), DIMENSIONS);
const inputs = (): string[][] => server.received.map(({ body }) => body.input!);

describe("vectors of passages", () => {
  it("are asked for in batches, in order", async () => {
    await embedderWith({ batchSize: 2 }).embed(["甲", "乙", "丙", "丁", "戊"], "passage");
    expect(inputs()).toEqual([["甲", "乙"], ["丙", "丁"], ["戊"]]);
  });

  it("stand in the order of the texts, whatever the order of the reply", async () => {
    const texts = ["集群申报", "资金支持", "复核"];
    const together = await embedderWith().embed(texts, "passage");
    for (const [i, text] of texts.entries()) expect(together[i]).toEqual((await embedderWith().embed([text], "passage"))[0]);
  });

  it("are unit vectors", async () => {
    for (const vector of await embedderWith().embed(["集群申报", "资"], "passage")) {
      expect(vector).toHaveLength(DIMENSIONS);
      expect(vector.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    }
  });

  it("are none for no texts, and nothing is asked", async () => {
    expect(await embedderWith().embed([], "passage")).toEqual([]);
    expect(inputs()).toEqual([]);
  });
});

describe("what is sent", () => {
  const settings = { queryPrefix: "query: ", passagePrefix: "passage: ", maxCharacters: 4 };

  it("has the prefix of its role before the text, which is cut to the limit", async () => {
    const embedder = embedderWith(settings);
    await embedder.embed(["集群申报材料"], "query");
    await embedder.embed(["集群申报材料"], "passage");
    expect(inputs()).toEqual([["query: 集群申报"], ["passage: 集群申报"]]);
  });

  it("holds no half of a character where the cut goes through one", async () => {
    await embedderWith(settings).embed(["集群报𠮷材"], "passage");
    expect(inputs()).toEqual([["passage: 集群报\ufffd"]]);
  });
});

describe("a question's vector", () => {
  it("is asked for once", async () => {
    const embedder = embedderWith();
    const [first] = await embedder.embed(["怎么申报"], "query");
    expect((await embedder.embed(["怎么申报"], "query"))[0]).toBe(first);
    expect(inputs()).toEqual([["怎么申报"]]);
  });

  it("is asked for again after a failure", async () => {
    const embedder = embedderWith();
    server.failNext({ status: 400 });
    await expect(embedder.embed(["怎么申报"], "query")).rejects.toThrow("返回状态 400");
    expect((await embedder.embed(["怎么申报"], "query"))[0]).toHaveLength(DIMENSIONS);
  });

  it("does not keep people waiting: its time is its own", async () => {
    server.failNext("hang");
    await expect(embedderWith({ queryTimeoutMs: 40 }).embed(["怎么申报"], "query")).rejects.toMatchObject({ problem: "timeout" });
  });
});

describe("a reply that does not fit is refused", () => {
  const item = (index: number, length = DIMENSIONS, value = 1): unknown => ({ index, embedding: new Array<number>(length).fill(value) });

  it.each<[string, Fault, string]>([
    ["too few vectors", { change: ({ data }) => ({ data: data!.slice(1) }) }, "向量应为 2 个，实际 1 个"],
    ["too many", { change: ({ data }) => ({ data: [...data!, item(2)] }) }, "向量应为 2 个，实际 3 个"],
    ["one index twice", { change: () => ({ data: [item(1), item(1)] }) }, "序号有重复"],
    ["an index out of range", { change: () => ({ data: [item(0), item(4_000_000_000)] }) }, "超出范围"],
    ["unequal dimensions", { change: () => ({ data: [item(0), item(1, DIMENSIONS - 1)] }) }, "维数不同"],
    ["other dimensions than the snapshot's", { change: () => ({ data: [item(0, 8), item(1, 8)] }) }, "向量应为 16 维，实际 8 维"],
    ["an empty vector", { change: () => ({ data: [item(0), item(1, 0)] }) }, "data.1.embedding"],
    ["a number too large for 32 bits", { change: () => ({ data: [item(0), item(1, DIMENSIONS, 1e39)] }) }, "不是有限数"],
  ])("%s", async (_what, fault, message) => {
    server.failNext(fault);
    await expect(embedderWith().embed(["甲", "乙"], "passage")).rejects.toMatchObject({ problem: "malformed", message: expect.stringContaining(message) as string });
  });
});

describe("the embedder's stamp", () => {
  it("has the dimensions that the endpoint gives", async () => {
    const embedder = await OpenAiEmbedder.connect(embeddingAt(server));
    expect(stampOf(embedder)).toEqual({ kind: "openai", model: "test-model", id: expect.stringMatching(/^openai-test-model-16-[0-9a-f]{8}$/) as string, dimensions: DIMENSIONS });
  });

  it.each<[string, Partial<EmbeddingSettings>, boolean]>([
    ["another key, host, batch or patience", { apiKey: null, baseUrl: "http://other/v1", batchSize: 1, queryTimeoutMs: 1, batchTimeoutMs: 1 }, true],
    ["another prefix of questions", { queryPrefix: "query: " }, true],
    ["another model", { model: "other" }, false],
    ["another prefix of passages", { passagePrefix: "passage: " }, false],
    ["another limit of characters", { maxCharacters: 500 }, false],
  ])("with %s: may the vectors be compared? %s", (_what, change, fits) => {
    expect(fitsStamp(stampOf(embedderWith()), embeddingAt(server, change))).toBe(fits);
  });

  it("fits no settings that name no endpoint, and an endpoint fits no stamp of vectors trained on the corpus", () => {
    const trained = { kind: "sif", model: "pmi-svd", id: "sif-64-0", dimensions: 64 } as const;
    expect(fitsStamp(stampOf(embedderWith()), null)).toBe(false);
    expect(fitsStamp(trained, embeddingAt(server))).toBe(false);
    expect(fitsStamp(trained, null)).toBe(true);
  });
});
