import type { Percentiles } from "./figures.js";

/** The questions that `bench:scale` lays beside the snapshot for the process that measures it. */
export const QUESTIONS_FILE = "questions.json";

/** What that process finds. */
export interface Loaded {
  /** Opening the snapshot less hashing, with the files in the system's cache and jieba loaded. */
  loadMs: number;
  hashMs: number;
  /** Resident memory after loading and collecting garbage, less that of the process with jieba before. */
  residentMB: number;
  /** The most that the process ever held, everything counted. */
  peakMB: number;
  /** By step of a question, each question's best of several rounds; `hybrid` is HybridSearch alone, `question` with analysis and embedding before it. */
  queryMs: Record<"analyse" | "lexical" | "vector" | "hybrid" | "question", Percentiles>;
}
