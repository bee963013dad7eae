import type { PolicyDocument } from "../../../ingest/index.js";
import type { CitedSpan } from "../citations.js";
import { nextLeadFor, titleOf } from "./lead.js";
import { line, paragraph, type Piece } from "./piece.js";

/** The words of documents that show what was said of them: each document once, then a line each. */
export function composeRecord(spans: readonly CitedSpan[]): Piece[] {
  const pieces: Piece[] = [];
  let speaking: PolicyDocument | null = null;
  for (const span of spans) {
    if (span.document === speaking) pieces.push(...line([span]));
    else pieces.push(...paragraph(`${titleOf(span.document)}${nextLeadFor(span) || "："}`, [span]));
    speaking = span.document;
  }
  return pieces;
}
