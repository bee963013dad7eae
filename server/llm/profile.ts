import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { SettingError } from "../../ingest/index.js";

const milliseconds = (byDefault: number) => z.number().int().min(1).max(600_000).default(byDefault);

/** What OpenAI-compatible servers differ in, and how long and how much a reply may be. A field left out has its default. */
export const profileSchema = z.strictObject({
  /** Whether the model may search by itself; some servers answer 400 to any request with tools. */
  tools: z.boolean().default(true),
  /** `none` sends no tool_choice; some servers refuse the field, others never call a tool without it. */
  toolChoice: z.enum(["none", "auto"]).default("none"),
  /** `strict`: only a reply that ends with `stop` is whole. `lenient`: a missing end mark is taken for it. */
  finishReason: z.enum(["strict", "lenient"]).default("strict"),
  /** `return`: what the model thought before a tool call goes back with the call; some thinking models answer 400 without, others refuse the field. */
  reasoning: z.enum(["drop", "return"]).default("drop"),
  /** Asks for `response_format: json_object` where a command wants JSON. */
  jsonMode: z.boolean().default(false),
  /** Asks for token counts at the end of a stream. */
  usage: z.boolean().default(false),
  temperature: z.number().min(0).max(2).default(0),
  /** Tokens of one reply. */
  maxTokens: z.number().int().min(64).max(32_768).default(1500),
  /** Calls of the model in one turn. */
  maxCalls: z.number().int().min(1).max(20).default(4),
  /** Tool calls in one turn. */
  maxToolCalls: z.number().int().min(0).max(50).default(6),
  /** Characters of one reply: a model that never stops is stopped. */
  maxCharacters: z.number().int().min(100).max(200_000).default(12_000),
  /** Bytes that one HTTP reply may have. */
  maxBytes: z.number().int().min(10_000).max(100_000_000).default(4_000_000),
  firstTokenMs: milliseconds(10_000),
  idleMs: milliseconds(8_000),
  /** A whole turn's writing, tools included; below the 30 s after which a connection on which nothing moves is closed. */
  totalMs: milliseconds(25_000),
});
export type Profile = z.infer<typeof profileSchema>;

export const DEFAULT_PROFILE: Profile = profileSchema.parse({});

/** Reads a provider profile (YAML). @param file null: the defaults @throws SettingError that names file and field, in Chinese */
export function readProfile(file: string | null): Profile {
  if (file === null) return DEFAULT_PROFILE;
  const result = profileSchema.safeParse(contentOf(file));
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new SettingError("LLM_PROFILE_FILE", `${file} 的 ${path.map(String).join(".") || "内容"}：${message}`);
}

function contentOf(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8")) ?? {};
  } catch {
    throw new SettingError("LLM_PROFILE_FILE", `${file} 读不出来，应为 YAML 文件`);
  }
}
