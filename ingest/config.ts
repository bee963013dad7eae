import { z } from "zod";
import type { EmbeddingSettings } from "./embed/openai-embedder.js";
import type { EndpointSettings } from "./endpoint/json-endpoint.js";
import { SettingError } from "./errors.js";

/** The only file of ingest that reads the environment; the server's settings read the same variables through it. */

type Environment = Readonly<Record<string, string | undefined>>;

/** One variable in its schema's form; one that is empty counts as not set. @throws SettingError */
export function readVariable<T>(environment: Environment, name: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(environment[name] || undefined);
  if (result.success) return result.data;
  throw new SettingError(name, result.error.issues[0]!.message);
}

/** A whole number with a default. */
export function wholeNumber(byDefault: number, least: number, most: number): z.ZodType<number> {
  const range = `应为 ${least} 到 ${most} 的整数`;
  return z.coerce.number(range).int(range).min(least, range).max(most, range).default(byDefault);
}

/** Milliseconds that a call may take. */
export function milliseconds(byDefault: number): z.ZodType<number> {
  return wholeNumber(byDefault, 1, 600_000);
}

/** `<prefix>_BASE_URL`, `_MODEL` and `_API_KEY`; null where neither address nor model is set. @throws SettingError */
export function readEndpoint(environment: Environment, prefix: string): EndpointSettings | null {
  const [address, model] = [`${prefix}_BASE_URL`, `${prefix}_MODEL`];
  if (!environment[address] && !environment[model]) return null;
  return {
    baseUrl: readVariable(environment, address, baseUrlSchema),
    model: readVariable(environment, model, z.string(`设置了 ${address}，还应写明模型名`)),
    apiKey: readVariable(environment, `${prefix}_API_KEY`, apiKeySchema),
  };
}

/** The embedding endpoint; null where none is configured: vectors are then trained on the corpus. @throws SettingError */
export function readEmbedding(environment: Environment = process.env): EmbeddingSettings | null {
  const endpoint = readEndpoint(environment, "EMBEDDING");
  if (!endpoint) return null;
  const read = <T>(name: string, schema: z.ZodType<T>): T => readVariable(environment, `EMBEDDING_${name}`, schema);
  return {
    ...endpoint,
    queryPrefix: read("QUERY_PREFIX", prefixSchema),
    passagePrefix: read("PASSAGE_PREFIX", prefixSchema),
    maxCharacters: read("MAX_CHARACTERS", wholeNumber(2000, 50, 100_000)),
    batchSize: read("BATCH_SIZE", wholeNumber(16, 1, 2048)),
    queryTimeoutMs: read("TIMEOUT_MS", milliseconds(2000)),
    batchTimeoutMs: read("BATCH_TIMEOUT_MS", milliseconds(60_000)),
  };
}

/** A key in an address would stand in every error of `fetch`. */
const baseUrlSchema = z
  .string("设置了模型名，还应写明服务地址")
  .refine(isPlainHttp, "应为 http:// 或 https:// 开头的地址，不带用户名、密码和问号后的参数")
  .transform((text) => text.replace(/\/+$/, ""));

function isPlainHttp(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}

/** What cannot stand in a header would be quoted by the error that says so. */
const apiKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]+$/, "应为不含空格和换行的英文字符")
  .nullable()
  .default(null);

/** `\n` stands for a line break: instructions of some models have one. */
const prefixSchema = z
  .string()
  .default("")
  .transform((text) => text.replaceAll("\\n", "\n"));
