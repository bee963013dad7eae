import type { Answer } from "../schemas/objects.js";
import type { Chosen } from "./chosen.js";
import type { RefusalReason } from "./gate/check.js";

/** What a turn decides of its answer. */
export type Content = Pick<Answer, "outcome" | "answer" | "citations" | "notices" | "suggestions" | "related" | "eligibility">;

/** An answer before the guards have seen it; `opening` and `gaps` speak of what was asked and not of what is quoted, so they stand apart. */
export interface Draft extends Content {
  /** What the evidence chosen says, where a model may say it in its own words: not lists, and not provisions asked for by number. */
  retold?: Chosen;
  /** Why it refuses; left out where it does not, or where a guard made it. */
  refused?: RefusalReason;
  opening: string[];
  gaps: string[];
  /** What was said in earlier turns and is said back in this one. */
  saidBefore?: string;
  /** Documents that it is about, whatever place the question names. */
  documentIds?: string[];
}
