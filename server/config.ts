import { z } from "zod";
import { milliseconds, readEmbedding, readEndpoint, readVariable, SettingError, wholeNumber, type EmbeddingSettings, type EndpointSettings } from "../ingest/index.js";
import type { RerankSettings } from "./retrieval/reranker.js";

/** The only file that reads the environment. */
const configSchema = z.object({
  HOST: z.string().min(1).default("localhost"),
  PORT: z.coerce.number("应为端口号").int("应为整数").min(0, "应为 0 到 65535").max(65535, "应为 0 到 65535").default(8080),
  SNAPSHOT_DIR: z.string().min(1).default("var/snapshots"),
  DATABASE_FILE: z.string().min(1).default("var/assistant.sqlite"),
  STAFF_FILE: z.string().min(1).default("var/staff.json"),
  WEB_DIR: z.string().min(1).default("dist/web"),
  PROMPTS_DIR: z.string().min(1).default("prompts"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Origins that may open a WebSocket beside the server's own, separated by commas. */
  ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((list) => list.split(",").map((origin) => origin.trim()).filter(Boolean)),
  /** YAML of the sites that embed the widget. */
  CHANNELS_FILE: z.string().default(""),
  /** Addresses of proxies whose X-Forwarded-For is believed, separated by commas. */
  TRUST_PROXY: z.string().default(""),
  /** Conversations are deleted this many days after their last turn; 0 keeps them. */
  RETENTION_DAYS: z.coerce.number("应为整数").int("应为整数").min(0, "应为 0 到 3650").max(3650, "应为 0 到 3650").default(180),
});

export interface Config {
  host: string;
  port: number;
  snapshotDir: string;
  databaseFile: string;
  /** Staff accounts; need not exist. */
  staffFile: string;
  webDir: string;
  promptsDir: string;
  /** An OpenAI-compatible chat endpoint. Null: no language model is asked anything. */
  llm: EndpointSettings | null;
  logLevel: string;
  allowedOrigins: string[];
  channelsFile: string | null;
  /** Proxies whose word on the visitor's address is believed; empty: none. */
  trustedProxies: string;
  /** 0: conversations are kept. */
  retentionDays: number;
  /** Null: vectors are those trained on the corpus. */
  embedding: EmbeddingSettings | null;
  /** Null: evidence stays in the fused order. */
  rerank: RerankSettings | null;
}

/** Reads and checks the settings. @throws SettingError that names the variable, in Chinese */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const result = configSchema.safeParse(environment);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new SettingError(issue.path.join("."), issue.message);
  }
  const values = result.data;
  return {
    host: values.HOST,
    port: values.PORT,
    snapshotDir: values.SNAPSHOT_DIR,
    databaseFile: values.DATABASE_FILE,
    staffFile: values.STAFF_FILE,
    webDir: values.WEB_DIR,
    promptsDir: values.PROMPTS_DIR,
    llm: readEndpoint(environment, "LLM"),
    logLevel: values.LOG_LEVEL,
    allowedOrigins: values.ALLOWED_ORIGINS,
    channelsFile: values.CHANNELS_FILE || null,
    trustedProxies: values.TRUST_PROXY,
    retentionDays: values.RETENTION_DAYS,
    embedding: readEmbedding(environment),
    rerank: readRerank(environment),
  };
}

function readRerank(environment: NodeJS.ProcessEnv): RerankSettings | null {
  const endpoint = readEndpoint(environment, "RERANK");
  if (!endpoint) return null;
  return {
    ...endpoint,
    depth: readVariable(environment, "RERANK_DEPTH", wholeNumber(20, 2, 200)),
    timeoutMs: readVariable(environment, "RERANK_TIMEOUT_MS", milliseconds(2000)),
  };
}
