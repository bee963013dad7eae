import type { Api } from "../client/api.js";
import { ApiError } from "../client/request.js";
import type { DocumentSummary } from "../client/wire.js";
import { button, element, setChildren } from "../ui/element.js";
import { standingBadge, standingOn } from "../ui/standing.js";

/** Fills `parent` with the collected documents; a failure is said there, with a way to try again. */
export async function showDocuments(api: Api, parent: HTMLElement, day: string): Promise<void> {
  setChildren(parent, element("p", { class: "hint" }, "正在读取文件目录…"));
  try {
    const { documents } = await api.fetchDocuments();
    const cards = policiesFirst(documents).map((summary) => documentCard(summary, day));
    setChildren(parent, documents.length > 0 ? element("ul", { class: "documents" }, ...cards) : element("p", { class: "hint" }, "目前没有收录文件。"));
  } catch (cause) {
    const message = cause instanceof ApiError ? cause.message : "文件目录读取失败，请稍后再试。";
    const retry = button({ class: "chip" }, () => void showDocuments(api, parent, day), "重新读取");
    setChildren(parent, element("p", { class: "hint", role: "alert" }, message), retry);
  }
}

/** Background texts stand last, the rest in the server's order. */
function policiesFirst(documents: readonly DocumentSummary[]): DocumentSummary[] {
  const isPolicy = ({ status }: DocumentSummary): boolean => status !== "non_normative";
  return [...documents.filter(isPolicy), ...documents.filter((summary) => !isPolicy(summary))];
}

function documentCard(summary: DocumentSummary, day: string): HTMLElement {
  return element(
    "li",
    { class: "document-card" },
    element("h3", { class: "document-card__title" }, element("a", { href: `/documents/${encodeURIComponent(summary.id)}` }, summary.title)),
    element("p", { class: "document-card__badges" }, element("span", { class: "badge badge--region" }, summary.region ?? "未标地区"), standingBadge(standingOn(day, summary))),
    element("dl", { class: "facts" }, ...facts(summary)),
  );
}

function facts({ issuer, docNumber, issued, published, provisions }: DocumentSummary): HTMLElement[] {
  const day = issued ?? published;
  return [
    fact("发文机关", issuer),
    fact("文号", docNumber ?? "原文未标"),
    ...(day ? [fact("日期", day)] : []),
    fact("条款", `${provisions} 条（段）`),
  ];
}

function fact(name: string, value: string): HTMLElement {
  return element("div", { class: "facts__item" }, element("dt", {}, name), element("dd", {}, value));
}
