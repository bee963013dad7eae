import { readFileSync } from "node:fs";
import { z } from "zod";
import { verdictSchema } from "../../server/schemas/objects.js";

/** A situation told in free text, and what a self-assessment should come to (JSON Lines). */
export const situationSchema = z.object({
  id: z.string(),
  situation: z.string(),
  expect: verdictSchema,
  /** Provisions that decide, each by words of it: the answer must cite every one. */
  decisive: z.array(z.object({ doc: z.string(), quote: z.string() })),
});
export type Situation = z.infer<typeof situationSchema>;

/** @throws Error naming the file, line and field of a mistake */
export function readSituations(path: string): Situation[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .map((line, i) => ({ line, place: `${path} 第 ${i + 1} 行` }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, place }) => {
      const result = situationSchema.safeParse(parseJson(line, place));
      if (result.success) return result.data;
      const { path: field, message } = result.error.issues[0]!;
      throw new Error(`${place}的 ${field.join(".")}：${message}`);
    });
}

function parseJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${place}不是 JSON`, { cause });
  }
}
