import type { Passage } from "../../ingest/index.js";

/** Why a score is what it is: a tree of named parts. */
export interface Explanation {
  name: string;
  score: number;
  detail?: string;
  parts?: Explanation[];
}

/** 依据: a passage found for this turn, with its score explained. */
export interface Evidence {
  passage: Passage;
  /** Fused score; comparable within one turn only. */
  score: number;
  explain: () => Explanation;
}
