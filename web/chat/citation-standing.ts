import type { Citation, Notice } from "../../server/schemas/objects.js";
import type { Standing } from "../ui/standing.js";

/** A citation carries the status only; that a plan's period has ended, the notices tell. */
export function citationStanding({ status, documentId }: Citation, notices: readonly Notice[]): Standing {
  if (status !== "in_force") return status;
  const kinds = notices.filter((notice) => notice.documentId === documentId).map((notice) => notice.kind);
  if (kinds.includes("expired")) return "period_ended";
  return kinds.includes("not_in_force_yet") ? "not_in_force_yet" : "in_force";
}
