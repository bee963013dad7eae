import type { Snapshot } from "../../../ingest/index.js";
import type { Understanding } from "../../understanding/understanding.js";
import { toCitation, type CitedSpan } from "../citations.js";
import { runGuards } from "../guards/guards.js";
import { noticesFor } from "../notices.js";
import { charactersCheck } from "./checks/characters.js";
import { claimOf, type ClaimCheck } from "./checks/check.js";
import { figuresCheck } from "./checks/figures.js";
import { regionCheck, statusCheck } from "./checks/metadata.js";
import { quotesCheck } from "./checks/quotes.js";
import { wordsCheck } from "./checks/words.js";
import { withoutUnseen } from "./clean.js";
import type { Offered } from "./offered.js";
import { segmentsOf, type Segment } from "./segments.js";

/** In the order in which they are asked; beside them the guards that every answer passes. */
const CHECKS: readonly ClaimCheck[] = [charactersCheck, quotesCheck, regionCheck, statusCheck, figuresCheck, wordsCheck];

/** What a sentence is held against. */
export interface Ground {
  offered: Offered;
  understanding: Pick<Understanding, "question" | "regions" | "documentIds">;
  snapshot: Snapshot;
  /** ISO day by which validity is judged. */
  asOf: string;
}

/** A sentence that holds, cut at its marks; or why it does not, in Chinese. */
export type Verified = { segments: Segment[] } | { fault: string };

/** Holds one sentence of a model against this turn's evidence, before anyone sees it. */
export function verifySentence(written: string, ground: Ground): Verified {
  const segments = segmentsOf(withoutUnseen(written), ground.offered);
  if (typeof segments === "string") return { fault: segments };
  const claims = segments.map((segment) => claimOf(segment, segment.spans.map((span, i) => toCitation(span, i + 1, ground.asOf)), ground.snapshot, ground.asOf));
  for (const claim of claims) {
    for (const check of CHECKS) {
      const fault = check(claim);
      if (fault !== null) return { fault };
    }
  }
  const fault = guardFault(segments, ground);
  return fault === null ? { segments } : { fault };
}

/** What the guards of every answer find on the sentence alone. */
function guardFault(segments: readonly Segment[], { understanding, snapshot, asOf }: Ground): string | null {
  const spans = [...new Set(segments.flatMap((segment) => segment.spans))];
  const [found] = runGuards({
    answer: segments.map((segment) => writeSegment(segment, (span) => spans.indexOf(span) + 1)).join(""),
    citations: spans.map((span, i) => toCitation(span, i + 1, asOf)),
    notices: noticesFor(spans, understanding.regions, asOf),
    mode: "model",
    statements: [],
    question: understanding.question,
    understanding,
    asOf,
    documents: snapshot.documents,
  });
  return found?.detail ?? null;
}

/** A segment with its marks. @param numberOf gives a cited span its number */
export function writeSegment({ text, spans }: Segment, numberOf: (span: CitedSpan) => number): string {
  return `${text}${spans.map((span) => `[${numberOf(span)}]`).join("")}`;
}
