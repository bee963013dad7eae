import type { VNode } from "preact";
import type { DocumentSummary } from "../../client/wire.js";
import { STANDING_NAMES, standingOn } from "../../ui/standing.js";

/** How far a document may be relied on, on a day. */
export function StandingBadge({ document, day }: { document: DocumentSummary; day: string }): VNode {
  const standing = standingOn(day, document);
  return <span class={`badge badge--${standing}`}>{STANDING_NAMES[standing]}</span>;
}
