import type { Answer } from "../../server/schemas/objects.js";
import type { Api } from "../client/api.js";
import { element } from "../ui/element.js";

/** Where a self-assessment stands: how much is still to be told, and its report to read, print or take away. Null on other turns. */
export function assessment({ eligibility }: Answer, api: Api): HTMLElement | null {
  if (!eligibility) return null;
  const { missing, report, told } = eligibility;
  // How many answers a condition takes depends on them: the rest is an estimate.
  const progress = missing.length === 0 ? "自测已完成，各项条件都有了判断。" : `自测进行中：已答 ${told ?? 0} 项，还差约 ${missing.length} 项。`;
  const links = report === undefined ? [] : [element("p", { class: "assessment__links" }, link(api.address(`${report}?format=html`), "查看自测报告（可打印）"), link(api.address(`${report}?format=docx`), "下载 Word 报告"))];
  return element("div", { class: "assessment" }, element("p", {}, progress), ...links);
}

function link(href: string, text: string): HTMLElement {
  return element("a", { href, target: "_blank", rel: "noopener" }, text);
}
