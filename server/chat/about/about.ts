import type { Piece } from "../compose/piece.js";

/** An answer to a question about the documents themselves. */
export interface About {
  /** What the metadata and the tree say, in the assistant's words. */
  opening: string[];
  /** The words of the documents that show it; none where no provision does. */
  pieces: Piece[];
  /** What is left to say after them. */
  closing: string[];
  /** What is asked for, where no document gives it; else empty. */
  missing: string;
}
