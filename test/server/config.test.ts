import { describe, expect, it } from "vitest";
import { SettingError } from "../../ingest/index.js";
import { readConfig } from "../../server/config.js";

const RERANK = { RERANK_BASE_URL: "http://127.0.0.1:8001/v1", RERANK_MODEL: "bge-reranker" };

describe("settings", () => {
  it("name no outside service unless they are told one", () => {
    expect(readConfig({})).toMatchObject({ embedding: null, rerank: null });
  });

  it("read a reranking service, with its depth and time", () => {
    expect(readConfig(RERANK).rerank).toEqual({ baseUrl: "http://127.0.0.1:8001/v1", model: "bge-reranker", apiKey: null, depth: 20, timeoutMs: 2000 });
    expect(readConfig({ ...RERANK, RERANK_DEPTH: "50", RERANK_TIMEOUT_MS: "300" }).rerank).toMatchObject({ depth: 50, timeoutMs: 300 });
  });

  it("read the embedding service that ingest reads", () => {
    expect(readConfig({ EMBEDDING_BASE_URL: "http://127.0.0.1:11434/v1", EMBEDDING_MODEL: "bge-m3" }).embedding).toMatchObject({ model: "bge-m3", queryTimeoutMs: 2000 });
  });

  it.each([
    [{ ...RERANK, RERANK_DEPTH: "1" }, "RERANK_DEPTH"],
    [{ RERANK_MODEL: "bge-reranker" }, "RERANK_BASE_URL"],
    [{ EMBEDDING_BASE_URL: "http://host" }, "EMBEDDING_MODEL"],
    [{ PORT: "70000" }, "PORT"],
  ])("%j are refused by the variable's name", (environment, variable) => {
    expect(() => readConfig(environment)).toThrow(SettingError);
    expect(() => readConfig(environment)).toThrow(`环境变量 ${variable} 不对：`);
  });
});
