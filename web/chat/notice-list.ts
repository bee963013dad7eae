import type { Notice } from "../../server/schemas/objects.js";
import { element } from "../ui/element.js";

/** The word that opens each kind of notice, so that the colour is not the only sign. */
const NAMES: Record<Notice["kind"], string> = {
  draft: "征求意见稿",
  expired: "效力提示",
  superseded: "效力提示",
  not_in_force_yet: "效力提示",
  amended: "效力提示",
  other_version: "版本提示",
  non_normative: "非政策文件",
  other_region: "地区提示",
  inferred_number: "序号提示",
  model_generated: "AI 生成",
  model_fallback: "回答方式",
};

/** What the reader must know before the answer itself. */
export function noticeList(notices: readonly Notice[]): HTMLElement {
  return element("ul", { class: "notices", "aria-label": "提示" }, ...notices.map(noticeItem));
}

function noticeItem({ kind, text }: Notice): HTMLElement {
  return element("li", { class: `notice notice--${kind}` }, element("strong", { class: "notice__name" }, NAMES[kind] ?? "提示"), text);
}
