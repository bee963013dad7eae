import type { DocumentReply } from "../client/wire.js";
import { element } from "../ui/element.js";
import { standingBadge, standingNotice, standingOn } from "../ui/standing.js";

/** What the document is, and how far it may be relied on. */
export function documentHeader(reply: DocumentReply, day: string): HTMLElement {
  const standing = standingOn(day, reply);
  const notice = standingNotice(standing, reply);
  return element(
    "header",
    { class: "card document-header" },
    element("h1", { class: "document-header__title" }, reply.title),
    element("p", { class: "document-header__badges" }, ...(reply.region ? [element("span", { class: "badge badge--region" }, reply.region)] : []), standingBadge(standing)),
    ...(notice ? [element("p", { class: `notice notice--${standing}`, role: "note" }, notice)] : []),
    element("dl", { class: "facts" }, ...facts(reply)),
  );
}

function facts(reply: DocumentReply): HTMLElement[] {
  const rows: [string, string | null][] = [
    ["发文机关", reply.issuer],
    ["文号", reply.docNumber ?? "原文未标"],
    ["成文日期", reply.issued],
    ["公布日期", reply.published],
    ["施行日期", reply.effective],
    ["规划期", reply.period && `${reply.period.from} 至 ${reply.period.to}`],
    ["效力说明", reply.statusNote],
    ["文本说明", reply.source.note],
  ];
  return rows.flatMap(([name, value]) =>
    value ? [element("div", { class: "facts__item" }, element("dt", {}, name), element("dd", {}, value))] : [],
  );
}
