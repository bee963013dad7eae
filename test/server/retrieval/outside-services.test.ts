import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OpenAiEmbedder } from "../../../ingest/embed/openai-embedder.js";
import { openSnapshot, type Snapshot } from "../../../ingest/index.js";
import { runIngest } from "../../../ingest/pipeline.js";
import { Engine } from "../../../server/chat/engine.js";
import type { Evidence } from "../../../server/retrieval/evidence.js";
import { EndpointReranker, type Reranker } from "../../../server/retrieval/reranker.js";
import { ask, bootApp } from "../../support/app.js";
import { embeddingAt, ModelServer, SECRET_KEY, type Fault } from "../../support/model-server.js";
import { PATIENCE_MS } from "../../support/patience.js";
import { start } from "../../support/process.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";

const DAY = "2025-06-01";
const QUESTION = "试点集群多久复核一次";
const folder = sharedTempFolder();
const snapshotDir = join(folder, "snapshots");

let server: ModelServer;
let snapshot: Snapshot;
beforeAll(async () => {
  server = await ModelServer.start();
  const embedding = embeddingAt(server);
  await runIngest({ corpusFolder: writeTinyCorpus(folder), snapshotRoot: snapshotDir, embedding });
  snapshot = openSnapshot(snapshotDir, embedding);
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
});

const IMPATIENT = 40;
const patienceFor = (fault: Fault): number => (fault === "hang" ? IMPATIENT : PATIENCE_MS);

const rerankerWith = (timeoutMs = PATIENCE_MS): Reranker =>
  new EndpointReranker({ baseUrl: server.baseUrl, model: "test-reranker", apiKey: SECRET_KEY, depth: 3, timeoutMs });

/** An engine with no question remembered, that waits so many milliseconds for a question's vector. */
const engineWith = (reranker: Reranker | null = null, queryTimeoutMs = PATIENCE_MS): Engine =>
  new Engine({ ...snapshot, embedder: new OpenAiEmbedder(embeddingAt(server, { queryTimeoutMs }), server.dimensions) }, reranker);

async function evidenceOf(engine: Engine): Promise<Evidence[]> {
  const retrieved = await engine.retriever.retrieve(engine.understander.understand(QUESTION, [], {}), DAY);
  return retrieved.scopes[0]!.evidence;
}

const partOf = ({ explain }: Evidence, name: string) => explain().parts!.find((part) => part.name === name);
const eIds = (evidence: readonly Evidence[]): string[] => evidence.map(({ passage }) => passage.provision.eId);
const FAULTS: [string, Fault][] = [
  ["refuses", { status: 400 }],
  ["hangs", "hang"],
  ["sends HTML", { text: "<html>" }],
  ["gives the wrong number of vectors", { change: () => ({ data: [], results: [] }) }],
];

describe("vectors of an embedding service", () => {
  it("rank beside the words, and count as much", async () => {
    const [first] = await evidenceOf(engineWith());
    expect(partOf(first!, "语义")).toMatchObject({ detail: expect.stringMatching(/^\d\.\d+ × 1$/) as string });
    expect(partOf(first!, "语义")!.score).toBeGreaterThan(0.5);
  });

  it.each(FAULTS)("are done without where the service %s: the words answer alone, the explanation says so, and it is told", async (_what, fault) => {
    const engine = engineWith(null, patienceFor(fault));
    const told: string[] = [];
    engine.retriever.onDegraded((service, error) => told.push(`${service} ${error?.name}`));
    server.failAlways(fault);
    const evidence = await evidenceOf(engine);
    expect(eIds(evidence)[0]).toBe("art_3");
    for (const item of evidence) expect(partOf(item, "语义")).toEqual({ name: "语义", score: 0, detail: "这次没有向量，只按字词" });
    expect(told).toEqual(["embedding EndpointError"]);
  });

  it("are not asked for again at once after a failure", async () => {
    const engine = engineWith();
    server.failAlways({ status: 400 });
    await evidenceOf(engine);
    await evidenceOf(engine);
    expect(server.received).toHaveLength(1);
  });
});

describe("a reranking service", () => {
  it("is asked about the best candidates, and puts them in its order", async () => {
    const plain = await evidenceOf(engineWith());
    server.failNext({ change: (reply) => reply }, { change: () => ({ results: [2, 1, 0].map((index) => ({ index, relevance_score: index })) }) });
    const reranked = await evidenceOf(engineWith(rerankerWith()));
    expect(server.received.at(-1)!.body).toMatchObject({ model: "test-reranker", query: expect.stringContaining(QUESTION) as string, top_n: 3 });
    const asked = server.received.at(-1)!.body.documents!;
    expect(asked[0]).toContain(plain[0]!.passage.document.text.slice(plain[0]!.passage.provision.start, plain[0]!.passage.provision.end));
    expect(partOf(reranked.find(({ passage }) => passage.provision.eId === eIds(plain)[0])!, "重排")).toMatchObject({ detail: "相关度 0.000，第 1 位排到第 3 位" });
    for (const { score, explain } of reranked) expect(explain().parts!.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(score, 10);
    expect(reranked.filter((item) => partOf(item, "重排"))).toHaveLength(3);
  });

  it.each(FAULTS)("that %s leaves the fused order as it was, and it is told", async (_what, fault) => {
    const plain = await evidenceOf(engineWith());
    const engine = engineWith(rerankerWith(patienceFor(fault)));
    const told: string[] = [];
    engine.retriever.onDegraded((service, error) => told.push(`${service} ${error?.name}`));
    server.failNext({ change: (reply) => reply }, fault);
    const evidence = await evidenceOf(engine);
    expect(evidence.map(({ score }) => score)).toEqual(plain.map(({ score }) => score));
    expect(eIds(evidence)).toEqual(eIds(plain));
    expect(told).toEqual(["rerank EndpointError"]);
  });
});

describe("the application", () => {
  it("answers while both services fail, and counts each search that went without", async () => {
    const { app } = await bootApp({ engines: engineWith(rerankerWith(IMPATIENT), IMPATIENT) });
    server.failAlways("hang");
    expect((await ask(app, { question: QUESTION })).outcome).toBe("answered");
    expect((await app.inject({ url: "/api/search", query: { q: QUESTION } })).statusCode).toBe(200);
    const { body } = await app.inject("/metrics");
    expect(body).toContain('policy_degraded_searches_total{service="embedding"} 2');
    expect(body).toContain('policy_degraded_searches_total{service="rerank"} 2');
    await app.close();
  });
});

describe("the server's log", () => {
  it("tells of the failure, and neither the key nor the question", async () => {
    const environment = {
      SNAPSHOT_DIR: snapshotDir,
      DATABASE_FILE: join(folder, "assistant.sqlite"),
      PORT: "0",
      EMBEDDING_BASE_URL: server.baseUrl,
      EMBEDDING_MODEL: "test-model",
      EMBEDDING_API_KEY: SECRET_KEY,
      EMBEDDING_TIMEOUT_MS: String(PATIENCE_MS),
    };
    server.failAlways({ change: ({ data }) => ({ error: `${SECRET_KEY} ${JSON.stringify(data)} ${QUESTION}` }) });
    const running = start("server/main.ts", [], environment);
    const address = (await running.says(/已启动：(http:\/\/\S+)/))[1]!;
    const reply = await fetch(`${address}/api/ask`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ question: QUESTION }) });
    expect(await reply.json()).toMatchObject({ outcome: "answered" });
    running.child.kill("SIGTERM");
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain('"service":"embedding"');
    expect(stdout).toMatch(/向量服务（http:\/\/127\.0\.0\.1:\d+）返回的内容不对/);
    expect(stdout).not.toContain(SECRET_KEY);
    expect(stdout).not.toContain(QUESTION);
  });

  it("a start with other settings than the snapshot's says what to do", async () => {
    const { code, stderr } = await start("server/main.ts", [], { SNAPSHOT_DIR: snapshotDir, DATABASE_FILE: join(folder, "other.sqlite"), PORT: "0" }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain("不能启动：快照的向量来自向量服务 test-model，现在没有设置向量服务");
    expect(stderr).toContain("请重新运行 npm run ingest");
  });
});
