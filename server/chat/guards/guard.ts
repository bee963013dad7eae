import type { PolicyDocument } from "../../../ingest/index.js";
import type { Answer } from "../../schemas/objects.js";
import type { Understanding } from "../../understanding/understanding.js";

/** A finished answer with what it is judged by: the question as understood, the day, and the documents it speaks of. */
export interface Checked extends Pick<Answer, "answer" | "citations" | "notices" | "mode"> {
  /** What stands before and after the answer in the assistant's own words. */
  statements: string[];
  question: string;
  understanding: Pick<Understanding, "regions" | "documentIds">;
  /** ISO day by which validity is judged. */
  asOf: string;
  documents: ReadonlyMap<string, PolicyDocument>;
}

/** A separate check on an answer before anything of it leaves: what it found, a line each; none where all is well. */
export type Guard = (checked: Checked) => string[];
