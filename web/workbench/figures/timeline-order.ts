import type { Obligation, ObligationKind } from "../../../server/schemas/figures.js";

/** A part of the timeline: what comes again, what has a last day, what ends. */
export interface TimelinePart {
  name: string;
  times: Obligation[];
}

const PARTS: readonly (readonly [string, readonly ObligationKind[]])[] = [
  ["按周期做", ["recurring"]],
  ["有期限的", ["due", "within"]],
  ["往前看几年", ["lookback"]],
  ["施行、有效期和规划期", ["validity", "period"]],
];

/** The times in their parts, what comes oftener first; a part without any is left out. */
export function timelineOf(times: readonly Obligation[]): TimelinePart[] {
  return PARTS.map(([name, kinds]) => ({ name, times: times.filter(({ kind }) => kinds.includes(kind)).sort((a, b) => months(a) - months(b)) })).filter((part) => part.times.length > 0);
}

/** No interval written: after those that have one. */
function months({ everyMonths }: Obligation): number {
  return everyMonths ?? Number.MAX_SAFE_INTEGER;
}
