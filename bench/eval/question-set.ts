import { readFileSync } from "node:fs";
import { z } from "zod";

/** One case of a question set (JSON Lines); see `docs/evaluation.md`. */
export const questionCaseSchema = z.object({
  id: z.string(),
  type: z.string(),
  persona: z.string(),
  /** User messages in order; the answer to the last one is scored. */
  turns: z.array(z.string()).min(1),
  /** All groups are needed; one alternative of a group is enough. */
  evidence: z.array(z.array(z.object({ doc: z.string(), quote: z.string() })).min(1)),
  /** All groups must appear in the answer; one wording of a group is enough. */
  facts: z.array(z.array(z.string()).min(1)),
  forbidden: z.array(z.string()),
  refuse: z.boolean(),
  draft: z.boolean(),
});
export type QuestionCase = z.infer<typeof questionCaseSchema>;

/** Reads a question set. @throws Error naming the file, line and field of a mistake */
export function readQuestionSet(path: string): QuestionCase[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .map((line, i) => ({ line, place: `${path} 第 ${i + 1} 行` }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, place }) => readCase(line, place));
}

function readCase(line: string, place: string): QuestionCase {
  const result = questionCaseSchema.safeParse(parseJson(line, place));
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
