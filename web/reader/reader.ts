import { ApiError, fetchDocument, fetchDocumentText } from "../client/api.js";
import { today } from "../ui/day.js";
import { byId, element, setChildren } from "../ui/element.js";
import { DocumentView } from "./document-view.js";

/** The document page: `/documents/<id>#<eId>`. */
async function openDocument(id: string, parent: HTMLElement): Promise<void> {
  const [reply, text] = await Promise.all([fetchDocument(id), fetchDocumentText(id)]);
  const end = Math.max(0, ...reply.tree.map((node) => node.end));
  // The two replies come from two requests: a newly ingested snapshot may have come between them.
  if (end > text.length) throw new ApiError("文件刚刚更新，请刷新页面。", 409);
  document.title = `${reply.title} · 集群政策助手`;
  const view = new DocumentView(reply, text, today());
  view.mount(parent);
  view.show(addressInHash(), "auto");
  window.addEventListener("hashchange", () => view.show(addressInHash()));
}

function addressInHash(): string {
  const hash = window.location.hash.slice(1);
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

function documentIdInPath(): string {
  return window.location.pathname.split("/")[2] ?? "";
}

function failureText(cause: unknown): string {
  if (!(cause instanceof ApiError)) return "文件打不开，请刷新页面再试。";
  if (cause.status === 404 || cause.status === 400) return "没有收录这份文件，请从文件目录里查找。";
  return cause.message;
}

const page = byId("reader");
openDocument(documentIdInPath(), page).catch((cause: unknown) => {
  setChildren(page, element("p", { class: "card reader__message", role: "alert" }, failureText(cause)), element("p", { class: "reader__message" }, element("a", { href: "/#documents" }, "查看全部文件")));
});
