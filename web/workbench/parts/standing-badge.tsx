import type { VNode } from "preact";
import { STANDING_NAMES, standingOn, type Dated } from "../../ui/standing.js";

/** How far a document may be relied on, on a day. */
export function StandingBadge({ document, day }: { document: Dated; day: string }): VNode {
  const standing = standingOn(day, document);
  return <span class={`badge badge--${standing}`}>{STANDING_NAMES[standing]}</span>;
}
