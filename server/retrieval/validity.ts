import type { DocumentMeta, Status } from "../../ingest/index.js";

/** What a document is worth on a day. Days are ISO strings, which sort as they follow each other. */

/**
 * 效力状态 on a day: a known end makes a rule `expired` or `superseded` from that day on, and lets a text that has ended count
 * as in force before it. A draft stays one until what it became takes its place.
 */
export function statusOn({ status, expired, version }: DocumentMeta, day: string): Status {
  if (expired === null || status === "non_normative") return status;
  const supersededBy = version?.supersededBy ?? null;
  if (status === "draft") return supersededBy !== null && day >= expired ? "superseded" : status;
  if (day < expired) return "in_force";
  if (supersededBy !== null) return "superseded";
  return status === "in_force" ? "expired" : status;
}

/** A document whose day of issue is not known counts as issued: it is there. */
export function isIssued({ issued, published }: DocumentMeta, day: string): boolean {
  return (issued ?? published ?? day) <= day;
}

/**
 * Whether a document may answer on a day: the version in force answers, one that has ended only where it is asked for, and
 * one that was not issued yet not at all. A draft, a plan whose period is over and a rule not yet in force may: the reader
 * is told (chat/notices.ts).
 */
export function answersOn(meta: DocumentMeta, day: string, askedFor: boolean): boolean {
  const status = statusOn(meta, day);
  return isIssued(meta, day) && (askedFor || (status !== "expired" && status !== "superseded"));
}

/** A plan whose period has run out is not repealed by that: its status stays, and the reader is told. */
export function periodEnded(meta: DocumentMeta, day: string): boolean {
  return meta.period !== null && meta.period.to < day;
}

/** The day from which a rule holds or a plan runs, where that is later than `day`; else null. */
export function laterStart({ effective, period }: DocumentMeta, day: string): string | null {
  const start = effective ?? period?.from ?? day;
  return start > day ? start : null;
}

/** Whether a rule holds on a day: issued, begun and not ended. */
export function isInForce(meta: DocumentMeta, day: string): boolean {
  return statusOn(meta, day) === "in_force" && isIssued(meta, day) && laterStart(meta, day) === null;
}
