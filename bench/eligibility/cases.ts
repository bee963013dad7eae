import { z } from "zod";
import { verdictSchema } from "../../server/schemas/objects.js";
import { readJsonLines } from "../json-lines.js";

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
  return readJsonLines(path, situationSchema);
}
