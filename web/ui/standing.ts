import type { DocumentSummary } from "../client/wire.js";
import { element } from "./element.js";

/** What a document may be used for on a given day: its status, and whether its period has run out or not begun. */
export type Standing = DocumentSummary["status"] | "period_ended" | "not_in_force_yet";
type Dated = Pick<DocumentSummary, "status" | "period" | "effective">;

/** The statuses that a document can be given, by name. */
export const STATUS_NAMES: Record<DocumentSummary["status"], string> = {
  draft: "征求意见稿",
  in_force: "现行",
  expired: "已失效",
  superseded: "已被取代",
  non_normative: "非政策文件",
};

export const STANDING_NAMES: Record<Standing, string> = { ...STATUS_NAMES, period_ended: "规划期已满", not_in_force_yet: "尚未生效" };

/**
 * The standing on a day. A plan whose period has ended is told as such in place of 现行: nothing repealed it, yet it
 * must not pass for a rule in force.
 *
 * @param day ISO day
 */
export function standingOn(day: string, { status, period, effective }: Dated): Standing {
  if (status !== "in_force") return status;
  if (effective !== null && effective > day) return "not_in_force_yet";
  if (period !== null && period.to < day) return "period_ended";
  return "in_force";
}

export function standingBadge(standing: Standing): HTMLElement {
  return element("span", { class: `badge badge--${standing}` }, STANDING_NAMES[standing]);
}

/** What the reader of the document must know first; null for a rule in force. */
export function standingNotice(standing: Standing, { period, effective }: Dated): string | null {
  switch (standing) {
    case "draft":
      return "本文件是征求意见稿，尚未正式施行，内容以正式印发的文件为准。";
    case "expired":
      return "本文件已失效，仅供查考。";
    case "superseded":
      return "本文件已被新文件取代，仅供查考。";
    case "non_normative":
      return "本文不是政策文件，没有约束力，只作背景参考，不能作为依据。";
    case "period_ended":
      return `本文件的规划期（${year(period?.from)}—${year(period?.to)}年）已经届满，是否延续以发文机关的最新文件为准。`;
    case "not_in_force_yet":
      return `本文件自${effective ?? ""}起施行，目前尚未生效。`;
    case "in_force":
      return null;
  }
}

function year(day: string | undefined): string {
  return day?.slice(0, 4) ?? "";
}
