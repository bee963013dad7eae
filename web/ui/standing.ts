import { STANDING_NAMES, type Dated, type Standing } from "../../server/schemas/standing.js";
import { element } from "./element.js";

export { STANDING_NAMES, STATUS_NAMES, standingOn, type Dated, type Standing } from "../../server/schemas/standing.js";

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
