import { readFileSync } from "node:fs";
import type { z } from "zod";

/** Reads a file of one JSON value a line; empty lines are passed over. @throws Error naming the file, line and field of a mistake */
export function readJsonLines<T>(path: string, schema: z.ZodType<T>): T[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .map((line, i) => ({ line, place: `${path} 第 ${i + 1} 行` }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, place }) => checked(schema, parseJson(line, place), place));
}

function checked<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path: field, message } = result.error.issues[0]!;
  throw new Error(`${place}的 ${field.join(".")}：${message}`);
}

function parseJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${place}不是 JSON`, { cause });
  }
}
