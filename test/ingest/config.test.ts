import { describe, expect, it } from "vitest";
import { readEndpoint, readIngestConfig } from "../../ingest/config.js";
import type { EmbeddingSettings } from "../../ingest/embed/openai-embedder.js";
import { SettingError } from "../../ingest/errors.js";
import { Settings } from "../../ingest/settings.js";

const WORKING = { EMBEDDING_BASE_URL: "http://127.0.0.1:11434/v1/", EMBEDDING_MODEL: "bge-m3" };
const SECRET = "sk-4711";

const readEmbedding = (environment: Record<string, string>): EmbeddingSettings | null => readIngestConfig(Settings.of(environment)).embedding;

function refusal(environment: Record<string, string>): SettingError {
  try {
    readEmbedding(environment);
  } catch (error) {
    if (error instanceof SettingError) return error;
    throw error;
  }
  throw new Error("the settings were taken");
}

describe("the embedding endpoint", () => {
  it("is none where nothing is set, or where what is set is empty", () => {
    expect(readEmbedding({})).toBeNull();
    expect(readEmbedding({ EMBEDDING_BASE_URL: "", EMBEDDING_MODEL: "" })).toBeNull();
  });

  it("has defaults for all but address and model", () => {
    expect(readEmbedding(WORKING)).toEqual({
      baseUrl: "http://127.0.0.1:11434/v1",
      model: "bge-m3",
      apiKey: null,
      queryPrefix: "",
      passagePrefix: "",
      maxCharacters: 2000,
      batchSize: 16,
      queryTimeoutMs: 2000,
      batchTimeoutMs: 60_000,
    });
  });

  it("keeps the space at the end of a prefix, and reads \\n as a line break", () => {
    const settings = readEmbedding({ ...WORKING, EMBEDDING_PASSAGE_PREFIX: "passage: ", EMBEDDING_QUERY_PREFIX: "Instruct: 找条款\\nQuery:" });
    expect(settings).toMatchObject({ passagePrefix: "passage: ", queryPrefix: "Instruct: 找条款\nQuery:" });
  });

  it.each<[Record<string, string>, string]>([
    [{ EMBEDDING_BASE_URL: "" }, "EMBEDDING_BASE_URL"],
    [{ EMBEDDING_MODEL: "" }, "EMBEDDING_MODEL"],
    [{ EMBEDDING_BASE_URL: "127.0.0.1:11434" }, "EMBEDDING_BASE_URL"],
    [{ EMBEDDING_BASE_URL: "ftp://host/v1" }, "EMBEDDING_BASE_URL"],
    [{ EMBEDDING_BASE_URL: `http://user:${SECRET}@host/v1` }, "EMBEDDING_BASE_URL"],
    [{ EMBEDDING_BASE_URL: `http://host/v1?key=${SECRET}` }, "EMBEDDING_BASE_URL"],
    [{ EMBEDDING_API_KEY: `${SECRET}\n` }, "EMBEDDING_API_KEY"],
    [{ EMBEDDING_API_KEY: `密钥${SECRET}` }, "EMBEDDING_API_KEY"],
    [{ EMBEDDING_TIMEOUT_MS: "soon" }, "EMBEDDING_TIMEOUT_MS"],
    [{ EMBEDDING_TIMEOUT_MS: "0" }, "EMBEDDING_TIMEOUT_MS"],
    [{ EMBEDDING_BATCH_SIZE: "2.5" }, "EMBEDDING_BATCH_SIZE"],
    [{ EMBEDDING_MAX_CHARACTERS: "1" }, "EMBEDDING_MAX_CHARACTERS"],
  ])("with %j names the variable, in Chinese and without its value", (change, variable) => {
    const { message } = refusal({ ...WORKING, ...change });
    expect(message).toMatch(new RegExp(`^环境变量 ${variable} 不对：.*[\u4e00-\u9fa5]`));
    expect(message).not.toContain(SECRET);
  });
});

it("an endpoint is read under the prefix of its own", () => {
  const settings = Settings.of({ ...WORKING, RERANK_BASE_URL: "https://host", RERANK_MODEL: "m", RERANK_API_KEY: "k" });
  expect(readEndpoint(settings, "RERANK")).toEqual({ baseUrl: "https://host", model: "m", apiKey: "k" });
});
