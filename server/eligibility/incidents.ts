import type { IncidentKind, IncidentLevel } from "../../ingest/index.js";
import type { Incident } from "./facts.js";
import { and, or, type Truth } from "./kleene.js";

/** The days that count, both ends among them. ISO days. */
export interface Period {
  from: string;
  to: string;
}

/** The last `years` up to a day: 近三年 on 2026-11-21 begins on 2023-11-21. */
export function lastYears(years: number, asOf: string): Period {
  const [year, month, day] = asOf.split("-").map(Number) as [number, number, number];
  const begun = new Date(Date.UTC(year - years, month - 1, day));
  // 29 February has no like in other years: the day before it counts.
  if (begun.getUTCMonth() !== month - 1) begun.setUTCDate(0);
  return { from: begun.toISOString().slice(0, 10), to: asOf };
}

/** Whether one of the incidents is of the kind, of one of the levels and in the period. */
export function happened(incidents: readonly Incident[], kind: IncidentKind, levels: readonly IncidentLevel[], period: Period): Truth {
  return or(incidents.filter((incident) => incident.kind === kind).map(({ level, from, to }) => and([isOneOf(level, levels), isWithin(from, to, period)])));
}

function isOneOf(level: IncidentLevel, levels: readonly IncidentLevel[]): Truth {
  return level === "unknown" ? null : levels.includes(level);
}

/** Nothing has happened after today, so the end of what is told as 今年 does not count. */
function isWithin(from: string | null, to: string | null, period: Period): Truth {
  if (to !== null && to < period.from) return false;
  if (from !== null && from >= period.from) return true;
  return null;
}
