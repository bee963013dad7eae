import { z } from "zod";
import type { EmbeddingSettings } from "./embed/openai-embedder.js";
import type { EndpointSettings } from "./endpoint/json-endpoint.js";
import { milliseconds, Settings, wholeNumber, type Variables } from "./settings.js";

/** `<prefix>_BASE_URL`, `_MODEL` and `_API_KEY` of an outside service: none of them set by default. */
export function endpointVariables(prefix: string): Record<string, z.ZodType<string | null>> {
  return { [`${prefix}_BASE_URL`]: address, [`${prefix}_MODEL`]: z.string().nullable().default(null), [`${prefix}_API_KEY`]: apiKey };
}

/** An outside service; null where neither its address nor its model is set. @throws SettingError */
export function readEndpoint(settings: Settings, prefix: string): EndpointSettings | null {
  const values = settings.read(endpointVariables(prefix));
  const [baseUrl, model] = [values[`${prefix}_BASE_URL`]!, values[`${prefix}_MODEL`]!];
  if (baseUrl === null && model === null) return null;
  if (baseUrl === null) throw settings.fault(`${prefix}_BASE_URL`, "设置了模型名，还应写明服务地址");
  if (model === null) throw settings.fault(`${prefix}_MODEL`, `设置了 ${prefix}_BASE_URL，还应写明模型名`);
  return { baseUrl, model, apiKey: values[`${prefix}_API_KEY`]! };
}

/** A key in an address would stand in every error of `fetch`. */
const address = z
  .string()
  .refine(isPlainHttp, "应为 http:// 或 https:// 开头的地址，不带用户名、密码和问号后的参数")
  .transform((text) => text.replace(/\/+$/, ""))
  .nullable()
  .default(null);

function isPlainHttp(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}

/** What cannot stand in a header would be quoted by the error that says so. */
const apiKey = z
  .string()
  .regex(/^[\x21-\x7e]+$/, "应为不含空格和换行的英文字符")
  .nullable()
  .default(null);

/** `\n` stands for a line break: instructions of some models have one. */
const prefix = z
  .string()
  .default("")
  .transform((text) => text.replaceAll("\\n", "\n"));

const folders = {
  SNAPSHOT_DIR: z.string().default("var/snapshots"),
  /** What is ingested, and what staff write into. */
  CORPUS_DIR: z.string().default("corpus"),
};

const embedding = {
  EMBEDDING_QUERY_PREFIX: prefix,
  EMBEDDING_PASSAGE_PREFIX: prefix,
  EMBEDDING_MAX_CHARACTERS: wholeNumber(2000, 50, 100_000),
  EMBEDDING_BATCH_SIZE: wholeNumber(16, 1, 2048),
  EMBEDDING_TIMEOUT_MS: milliseconds(2000),
  EMBEDDING_BATCH_TIMEOUT_MS: milliseconds(60_000),
};

/** What ingest and the server must agree on. */
export const INGEST_VARIABLES: Variables = { ...folders, ...endpointVariables("EMBEDDING"), ...embedding };

export interface IngestConfig {
  snapshotDir: string;
  corpusDir: string;
  /** The embedding endpoint. Null: vectors are trained on the corpus. */
  embedding: EmbeddingSettings | null;
}

/** @throws SettingError that names the variable, in Chinese */
export function readIngestConfig(settings: Settings = Settings.of()): IngestConfig {
  const { SNAPSHOT_DIR, CORPUS_DIR } = settings.read(folders);
  return { snapshotDir: SNAPSHOT_DIR, corpusDir: CORPUS_DIR, embedding: readEmbedding(settings) };
}

function readEmbedding(settings: Settings): EmbeddingSettings | null {
  const endpoint = readEndpoint(settings, "EMBEDDING");
  const values = settings.read(embedding);
  return (
    endpoint && {
      ...endpoint,
      queryPrefix: values.EMBEDDING_QUERY_PREFIX,
      passagePrefix: values.EMBEDDING_PASSAGE_PREFIX,
      maxCharacters: values.EMBEDDING_MAX_CHARACTERS,
      batchSize: values.EMBEDDING_BATCH_SIZE,
      queryTimeoutMs: values.EMBEDDING_TIMEOUT_MS,
      batchTimeoutMs: values.EMBEDDING_BATCH_TIMEOUT_MS,
    }
  );
}
