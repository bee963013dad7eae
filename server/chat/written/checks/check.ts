import type { Snapshot } from "../../../../ingest/index.js";
import type { Citation } from "../../../schemas/objects.js";
import { namesOf } from "../../guards/number.js";
import type { Segment } from "../segments.js";

/** A stretch that a model wrote, with what it cites. */
export interface WrittenClaim extends Segment {
  citations: Citation[];
  /** The text of the cited provisions. */
  source: string;
  /** What the cited provisions and their documents are called. */
  names: string;
  snapshot: Snapshot;
  asOf: string;
}

/** What is wrong with a claim, in Chinese; null where nothing is. */
export type ClaimCheck = (claim: WrittenClaim) => string | null;

/** @param citations of the segment's spans, in their order */
export function claimOf(segment: Segment, citations: Citation[], snapshot: Snapshot, asOf: string): WrittenClaim {
  const names = [...new Set(citations.flatMap((citation) => [...namesOf(citation), citation.region ?? ""]))].join("\n");
  return { ...segment, citations, source: citations.map(({ quote }) => quote).join("\n"), names, snapshot, asOf };
}
