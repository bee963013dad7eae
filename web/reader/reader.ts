import { Api } from "../client/api.js";
import { Announcer } from "../ui/announcer.js";
import { today } from "../ui/day.js";
import { byId, element, setChildren } from "../ui/element.js";
import { DocumentView } from "./document-view.js";
import { failureText, readDocument } from "./read-document.js";

/** The document page: `/documents/<id>#<eId>`. */
async function openDocument(id: string, parent: HTMLElement): Promise<void> {
  const api = new Api();
  const { reply, text } = await readDocument(api, id);
  document.title = `${reply.title} · 集群政策助手`;
  const announcer = new Announcer();
  document.body.append(announcer.root);
  const view = new DocumentView(reply, text, { api, say: (told) => announcer.say(told), day: today(), hrefOf: (documentId, eId) => `/documents/${documentId}${eId === "" ? "" : `#${eId}`}` });
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

const page = byId("reader");
openDocument(documentIdInPath(), page).catch((cause: unknown) => {
  setChildren(page, element("p", { class: "card reader__message", role: "alert" }, failureText(cause)), element("p", { class: "reader__message" }, element("a", { href: "/#documents" }, "查看全部文件")));
});
