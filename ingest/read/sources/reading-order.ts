import type { Format } from "../formats.js";
import type { ReadingNote } from "../source-text.js";

/** What a reading child is told to read. */
export interface ReadingOrder {
  path: string;
  /** The name to compare with what the file holds; null where it was converted. */
  file: string | null;
  /** Where the text is to be written, UTF-8. */
  textPath: string;
}

/** What it answers; `rss` tells how much memory it holds by then (bytes). */
export type ReadingReply = { rss: number } & (
  | { format: Format; notes: ReadingNote[] }
  | { unreadable: string; scannedPages: number | null }
);

/** Limits of the reading of one file. */
export interface ReadingLimits {
  /** Milliseconds, conversion and recognition of characters apart. */
  time: number;
  /** Bytes that a reading child may hold; a PDF with Chinese fonts that it does not embed takes some 500 MB. */
  memory: number;
}

export const READING_LIMITS: ReadingLimits = { time: 120_000, memory: 1536 * 1024 * 1024 };
