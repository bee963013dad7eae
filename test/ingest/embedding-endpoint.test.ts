import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SnapshotError } from "../../ingest/errors.js";
import { openSnapshot, toChinese, type EmbeddingSettings } from "../../ingest/index.js";
import type { IngestOptions } from "../../ingest/options.js";
import { isCurrent, runIngest } from "../../ingest/pipeline.js";
import { FILES } from "../../ingest/search-index/snapshot-writer.js";
import { EXACT_SCAN_LIMIT } from "../../ingest/search-index/vector-index.js";
import { embeddingAt, ModelServer, SECRET_KEY } from "../support/model-server.js";
import { start } from "../support/process.js";
import { currentGenerationOf } from "../support/snapshot-copy.js";
import { sharedTempFolder, tempFolder } from "../support/temp-folder.js";
import { writeTinyCorpus } from "../support/tiny-corpus.js";
import { withoutHnswlib } from "../support/without-hnswlib.js";

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
});

function house(embedding: EmbeddingSettings | null): IngestOptions {
  const folder = tempFolder();
  return { corpusFolder: writeTinyCorpus(folder), snapshotRoot: join(folder, "snapshots"), embedding };
}

/** Why a snapshot is refused. */
function refusal(root: string, embedding: EmbeddingSettings | null): SnapshotError {
  try {
    openSnapshot(root, embedding);
  } catch (error) {
    if (error instanceof SnapshotError) return error;
    throw error;
  }
  throw new Error("the snapshot was opened");
}

describe("a snapshot with vectors from an endpoint", () => {
  it("is stamped with kind, model and dimensions, and holds no corpus-trained model", async () => {
    const options = house(embeddingAt(server));
    const { snapshot } = await runIngest(options);
    expect(snapshot!.embedder).toMatchObject({ kind: "openai", model: "test-model", dimensions: server.dimensions });
    expect(Object.keys(snapshot!.files)).not.toContain(FILES.words);
    expect(Object.keys(snapshot!.files)).not.toContain(FILES.embedder);
  });

  it("finds passages by the vectors that the endpoint gives", async () => {
    const settings = embeddingAt(server, { queryPrefix: "问：", passagePrefix: "文：" });
    const options = house(settings);
    await runIngest(options);
    expect(server.received.flatMap(({ body }) => body.input!).filter((text) => text.startsWith("文："))).toHaveLength(6);
    const { embedder, vectors, passages } = openSnapshot(options.snapshotRoot, settings);
    const [vector] = await embedder.embed(["试点集群每三年复核一次。多久复核一次"], "query");
    expect(server.received.at(-1)!.body.input![0]).toMatch(/^问：/);
    expect(passages[vectors.search(vector!, 1)[0]!.passage]!.provision.eId).toBe("art_3");
  });

  it("holds the key in none of its files", async () => {
    const options = house(embeddingAt(server));
    await runIngest(options);
    const generation = currentGenerationOf(options.snapshotRoot);
    for (const name of readdirSync(generation)) expect(readFileSync(join(generation, name)).includes(SECRET_KEY), name).toBe(false);
  });

  it("is refused by name without the endpoint, and with another model, and says what to do", async () => {
    const options = house(embeddingAt(server));
    await runIngest(options);
    for (const other of [null, embeddingAt(server, { model: "other-model" })]) {
      const { problem, message } = refusal(options.snapshotRoot, other);
      expect(problem).toBe("embedder");
      expect(message).toContain("test-model");
      expect(message).toContain("请重新运行 npm run ingest");
      if (other) expect(message).toContain("other-model");
    }
  });

  it("is opened without a call to the endpoint: a server starts while it is away", async () => {
    const options = house(embeddingAt(server));
    await runIngest(options);
    server.received.length = 0;
    expect(openSnapshot(options.snapshotRoot, options.embedding).passages).toHaveLength(6);
    expect(server.received).toEqual([]);
  });

  it("is current only for the settings that it was made with", async () => {
    const options = house(embeddingAt(server));
    await runIngest(options);
    expect(isCurrent(options)).toBe(true);
    expect(isCurrent({ ...options, embedding: null })).toBe(false);
    expect(isCurrent({ ...options, embedding: embeddingAt(server, { model: "other-model" }) })).toBe(false);
  });
});

describe("a snapshot with vectors trained on the corpus", () => {
  it("is refused by name, and is not current, where an endpoint is configured", async () => {
    const options = house(null);
    await runIngest(options);
    expect(refusal(options.snapshotRoot, embeddingAt(server)).problem).toBe("embedder");
    expect(isCurrent({ ...options, embedding: embeddingAt(server) })).toBe(false);
    expect(server.received).toEqual([]);
  });
});

describe("an endpoint that fails during ingest", () => {
  it.each([
    ["at the first request", 0],
    ["half way", 2],
  ])("%s ends it, and leaves the current snapshot as it was", async (_when, answered) => {
    const options = house(embeddingAt(server, { batchSize: 2 }));
    await runIngest(options);
    const before = readFileSync(join(options.snapshotRoot, "CURRENT"), "utf8");
    server.failNext(...new Array<{ change: (reply: object) => unknown }>(answered).fill({ change: (reply) => reply }), { status: 400 });
    await expect(runIngest(options)).rejects.toMatchObject({ name: "EndpointError", status: 400 });
    expect(readFileSync(join(options.snapshotRoot, "CURRENT"), "utf8")).toBe(before);
    expect(readdirSync(options.snapshotRoot).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

describe("npm run ingest", () => {
  const command = (folder: string, environment: Record<string, string>) =>
    start("ingest/cli.ts", ["--corpus", writeTinyCorpus(folder), "--snapshots", join(folder, "snapshots")], environment, ["./test/support/record-connections.mjs"]).ended;

  it("takes the endpoint from the environment, and says nothing of the key", async () => {
    const folder = tempFolder();
    const { code, stdout, stderr } = await command(folder, { EMBEDDING_BASE_URL: server.baseUrl, EMBEDDING_MODEL: "test-model", EMBEDDING_API_KEY: SECRET_KEY });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("向量模型　向量服务 test-model，16 维");
    expect(stdout).toContain("向量索引　逐条比较，前20召回 1.000");
    expect(stdout).not.toContain(SECRET_KEY);
    expect(server.received[0]!.headers.authorization).toBe(`Bearer ${SECRET_KEY}`);
  });

  it("ends with 1 and a message in Chinese where the endpoint refuses", async () => {
    server.failAlways({ status: 401 });
    const { code, stderr } = await command(tempFolder(), { EMBEDDING_BASE_URL: server.baseUrl, EMBEDDING_MODEL: "test-model", EMBEDDING_API_KEY: SECRET_KEY });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^收录失败：向量服务（http:\/\/127\.0\.0\.1:\d+）返回状态 401，请检查密钥\n$/);
  });

  it("reaches for nothing where no endpoint is configured", async () => {
    const folder = tempFolder();
    const connections = join(folder, "connections.log");
    expect((await command(folder, { CONNECTION_LOG: connections })).code).toBe(0);
    expect(existsSync(connections)).toBe(false);
    expect(server.received).toEqual([]);
  });
});

describe("a snapshot of more vectors than are scanned", () => {
  const folder = sharedTempFolder();
  const root = join(folder, "snapshots");
  const articles = EXACT_SCAN_LIMIT + 1;
  let embedding: EmbeddingSettings;
  beforeAll(async () => {
    embedding = embeddingAt(server, { batchSize: 512 });
    const source = Array.from({ length: articles }, (_, i) => `第${toChinese(i + 1)}条 关于${String.fromCharCode(0x4e00 + i)}的规定。\n`).join("");
    const changes = { "documents/trial-measures/source.txt": source, "documents/trial-measures/asked-as.yaml": null };
    await runIngest({ corpusFolder: writeTinyCorpus(folder, changes), snapshotRoot: root, embedding });
  });

  it("holds a graph with its recall, and opens with it", async () => {
    const { manifest, vectors, embedder } = openSnapshot(root, embedding);
    expect(manifest.counts.passages).toBe(articles);
    expect(manifest.vectorIndex).toMatchObject({ kind: "hnsw", m: 16, recallAt20: 1 });
    const [query] = await embedder.embed(["第九条 关于丈的规定。"], "query");
    expect(vectors.search(query!, 1)[0]!.score).toBeCloseTo(vectors.scan(query!, 1)[0]!.score, 5);
  });

  it("is searched as well where the native module is missing", async () => {
    withoutHnswlib();
    const { vectors, embedder } = openSnapshot(root, embedding);
    const [query] = await embedder.embed(["第九条 关于丈的规定。"], "query");
    expect(vectors.search(query!, 1)[0]!.score).toBe(vectors.scan(query!, 1)[0]!.score);
  });

  it("is refused by name where one byte of the graph was changed", () => {
    const path = join(currentGenerationOf(root), FILES.graph);
    const intact = readFileSync(path);
    const damaged = Buffer.from(intact);
    damaged[Math.floor(damaged.length / 2)]! ^= 1;
    writeFileSync(path, damaged);
    expect(refusal(root, embedding)).toMatchObject({ problem: "damaged", message: expect.stringContaining(FILES.graph) as string });
    writeFileSync(path, intact);
  });
});

describe("an ingest beside what ingests before kept", () => {
  const passagesAsked = (): string[] => server.received.flatMap(({ body }) => body.input!).filter((text) => text !== "政策");

  it("asks the endpoint only for passages whose text it has not embedded, and gives the same snapshot as a full one", async () => {
    const options = { ...house(embeddingAt(server)), cacheFolder: join(tempFolder(), "cache") };
    await runIngest(options);
    expect(passagesAsked()).toHaveLength(6);
    const source = join(options.corpusFolder, "documents/trial-measures/source.txt");
    writeFileSync(source, readFileSync(source, "utf8").replace("每三年", "每两年"));
    server.received.length = 0;
    const { snapshot } = await runIngest(options);
    expect(passagesAsked()).toEqual(["第三条 试点集群每两年复核一次。\n多久复核一次"]);
    expect((await runIngest({ ...options, cacheFolder: undefined })).snapshot!.files).toEqual(snapshot!.files);
  });

  it("asks for all of them again with another model", async () => {
    const options = { ...house(embeddingAt(server)), cacheFolder: join(tempFolder(), "cache") };
    await runIngest(options);
    server.received.length = 0;
    await runIngest({ ...options, embedding: embeddingAt(server, { model: "other-model" }) });
    expect(passagesAsked()).toHaveLength(6);
  });
});
