import { readFileSync } from "node:fs";
import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import { CorpusError } from "../errors.js";

/** What is wrong with a field that names no message of its own, in Chinese. */
const inChinese = z.locales.zhCN().localeError;

/**
 * Reads and checks one YAML file of the corpus.
 * @param name how the file is called in messages (its path inside the corpus)
 * @throws CorpusError naming the file and the field.
 */
export function readYaml<T>(path: string, name: string, schema: z.ZodType<T>): T {
  const raw = readText(path, name);
  const result = schema.safeParse(parseYaml(raw, name), { error: inChinese });
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = issue.path.map(String).join(".") || null;
  throw new CorpusError(name, field, issue.code === "unrecognized_keys" ? `没有这个字段：${issue.keys.join("、")}` : issue.message);
}

/** Reads a UTF-8 file of the corpus; bytes that are not UTF-8 are an error, not a replacement character. */
export function readText(path: string, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw new CorpusError(name, null, missing ? "文件不存在" : "文件读不出来，应为 UTF-8 文本", { cause });
  }
}

function parseYaml(raw: string, name: string): unknown {
  try {
    return parse(raw);
  } catch (cause) {
    const line = cause instanceof YAMLParseError ? cause.linePos?.[0].line : undefined;
    throw new CorpusError(name, line ? `第 ${line} 行` : null, "不是正确的 YAML", { cause });
  }
}
