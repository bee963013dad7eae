import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../errors.js";

/** The user's messages of one conversation, in order; what is looked at is the last one. */
export type AskedTurns = string[];

const text = z.string().trim().min(1);
const lineSchema = z.union([
  z.object({ turns: z.array(text).min(1) }).transform(({ turns }) => turns),
  z.object({ question: text }).transform(({ question }) => [question]),
]);

/**
 * Reads a file of questions: a JSON object a line with `turns` or `question` (what else it holds is not looked at), or plain
 * text, one question a line. Empty lines are left out.
 * @throws AppError `bad_questions` that names the file and line of a mistake
 */
export function readQuestionFile(path: string): AskedTurns[] {
  return read(path)
    .split(/\r?\n/)
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== "")
    .map(({ line, number }) => (line.startsWith("{") ? parseLine(line, `${path} 第 ${number} 行`) : [line]));
}

function parseLine(line: string, where: string): AskedTurns {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new AppError("bad_questions", 400, `${where}应是含 question 或 turns 的 JSON，或一行文字。`, { cause });
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new AppError("bad_questions", 400, `读不出题目文件「${path}」。`, { cause });
  }
}
