import { z } from "zod";
import { readJsonLines } from "../json-lines.js";

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
  return readJsonLines(path, questionCaseSchema);
}
