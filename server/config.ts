import { z } from "zod";
import {
  CONFIG_FILE,
  endpointVariables,
  INGEST_VARIABLES,
  milliseconds,
  readEndpoint,
  readIngestConfig,
  Settings,
  wholeNumber,
  type EndpointSettings,
  type Environment,
  type IngestConfig,
  type Values,
  type Variables,
} from "../ingest/index.js";
import type { RerankSettings } from "./retrieval/reranker.js";

/** The server's own variables. `Config` has each by its name in camelCase: a new one is a line here and in `.env.example`. */
const own = {
  HOST: z.string().default("localhost"),
  PORT: wholeNumber(8080, 0, 65_535, "端口号"),
  DATABASE_FILE: z.string().default("var/assistant.sqlite"),
  /** Staff accounts; need not exist. */
  STAFF_FILE: z.string().default("var/staff.json"),
  /** The corpus that the workbench publishes to; `npm run ingest` reads the same by default. */
  CORPUS_DIR: z.string().default("corpus"),
  WEB_DIR: z.string().default("dist/web"),
  PROMPTS_DIR: z.string().default("prompts"),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Origins that may open a WebSocket beside the server's own, separated by commas. */
  ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((list) => list.split(",").map((origin) => origin.trim()).filter(Boolean)),
  /** YAML of the sites that embed the widget; null: none. */
  CHANNELS_FILE: z.string().default("").transform((file) => file || null),
  /** Proxies whose word on the visitor's address is believed, separated by commas; empty: none. */
  TRUST_PROXY: z.string().default(""),
  /** YAML of what the chat endpoint differs in and how long it may take; null: the defaults. */
  LLM_PROFILE_FILE: z.string().default("").transform((file) => file || null),
  /** What readers are told of an answer that a model wrote. */
  LLM_LABEL: z.string().default("本回答由人工智能模型根据所列条款写成，各句已与原文核对，以原文为准。"),
  /** Who runs the service, by name or code, for the label inside exported answers that a model wrote. */
  LLM_PRODUCER: z.string().default(""),
  /** Keys for programs of others (`/v1`, `/mcp`), separated by commas; empty: these are closed. */
  API_KEYS: z
    .string()
    .default("")
    .transform((list) => list.split(",").map((key) => key.trim()).filter(Boolean))
    .refine((keys) => keys.every((key) => /^[\x21-\x7e]{16,}$/.test(key)), "每个密钥应为至少 16 个英文字符，不含空格"),
  /** Conversations are deleted this many days after their last turn; 0 keeps them. */
  RETENTION_DAYS: wholeNumber(180, 0, 3650),
};

const rerank = { RERANK_DEPTH: wholeNumber(20, 2, 200), RERANK_TIMEOUT_MS: milliseconds(2000) };

/** Every variable there is: what a file of settings may hold and `.env.example` lists. */
export const VARIABLES: Variables = {
  [CONFIG_FILE]: z.string().default(""),
  ...own,
  ...INGEST_VARIABLES,
  ...endpointVariables("LLM"),
  ...endpointVariables("RERANK"),
  ...rerank,
};

export interface Config extends CamelCased<Values<typeof own>>, IngestConfig {
  /** An OpenAI-compatible chat endpoint. Null: no language model is asked anything. */
  llm: EndpointSettings | null;
  /** Null: evidence stays in the fused order. */
  rerank: RerankSettings | null;
}

/** Reads and checks the settings. @throws SettingError that names the variable and the file, in Chinese */
export function readConfig(environment: Environment = process.env): Config {
  const settings = Settings.of(environment);
  settings.refuseUnknown(VARIABLES);
  return { ...camelCased(settings.read(own)), ...readIngestConfig(settings), llm: readEndpoint(settings, "LLM"), rerank: readRerank(settings) };
}

function readRerank(settings: Settings): RerankSettings | null {
  const endpoint = readEndpoint(settings, "RERANK");
  const { RERANK_DEPTH: depth, RERANK_TIMEOUT_MS: timeoutMs } = settings.read(rerank);
  return endpoint && { ...endpoint, depth, timeoutMs };
}

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, `应为 ${values.join("、")} 之一`);
}

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}` : Lowercase<S>;
type CamelCased<T> = { [K in keyof T & string as CamelCase<K>]: T[K] };

/** DATABASE_FILE -> databaseFile */
function camelCased<T extends object>(values: T): CamelCased<T> {
  const name = (variable: string): string => variable.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(values).map(([variable, value]) => [name(variable), value as unknown])) as CamelCased<T>;
}
