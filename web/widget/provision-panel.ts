import type { Citation } from "../../server/schemas/objects.js";
import type { Api } from "../client/api.js";
import type { DocumentReply } from "../client/wire.js";
import { provisionView } from "../reader/provision-view.js";
import { failureText, readDocument } from "../reader/read-document.js";
import { leavesOf, pathTo, placedLeaves } from "../reader/tree.js";
import { today } from "../ui/day.js";
import { button, element, setChildren } from "../ui/element.js";
import { standingBadge, standingNotice, standingOn } from "../ui/standing.js";

/** Pixels of what stands before the provision that stay in view. */
const BEFORE_PX = 60;

/** A provision highlighted in its document, beside the conversation. */
export class ProvisionPanel {
  private readonly title = element("h2", { class: "beside__title", id: "beside-title" });
  private readonly link = element("a", { class: "citation__link", target: "_blank", rel: "noopener" }, "在新窗口打开全文");
  /** Stays in view however far the text is scrolled. */
  private readonly badge = element("span", { class: "beside__badge" });
  private readonly back: HTMLButtonElement;
  private readonly text = element("div", { class: "beside__text", tabindex: "0", role: "region", "aria-labelledby": "beside-title" });
  readonly root: HTMLElement;
  /** The provision asked for last: a slower reply for an earlier one is not shown. */
  private wanted: Citation | null = null;

  constructor(
    private readonly api: Api,
    onBack: () => void,
  ) {
    this.back = button({ class: "text-button" }, onBack, "返回对话");
    const head = element("div", { class: "beside__head" }, this.title, element("div", { class: "beside__tools" }, this.back, this.link, this.badge));
    this.root = element("section", { class: "beside", hidden: "", "aria-label": "条款原文" }, head, this.text);
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  /** Shows it, and gives it the focus. */
  async open(citation: Citation): Promise<void> {
    this.wanted = citation;
    this.root.hidden = false;
    this.title.textContent = `《${citation.documentTitle}》${citation.label}`;
    this.link.href = this.api.address(citation.url);
    setChildren(this.badge);
    setChildren(this.text, element("p", { class: "stage" }, "正在读取原文…"));
    this.back.focus();
    try {
      const { reply, text } = await readDocument(this.api, citation.documentId);
      if (this.wanted === citation) this.show(citation, reply, text);
    } catch (cause) {
      if (this.wanted === citation) setChildren(this.text, element("p", {}, failureText(cause)));
    }
  }

  close(): void {
    this.wanted = null;
    this.root.hidden = true;
  }

  private show({ provisionId }: Citation, reply: DocumentReply, text: string): void {
    const path = pathTo(reply.tree, provisionId.slice(provisionId.indexOf("#") + 1));
    const node = path[path.length - 1];
    const chosen = new Set(node ? leavesOf(node).map(({ eId }) => eId) : []);
    const standing = standingOn(today(), reply);
    const views = placedLeaves(reply.tree).map((placed) => {
      const view = provisionView(placed, text.slice(placed.leaf.start, placed.leaf.end), { reply, standing });
      view.classList.toggle("provision--chosen", chosen.has(placed.leaf.eId));
      return view;
    });
    const notice = standingNotice(standing, reply);
    setChildren(this.badge, standingBadge(standing));
    setChildren(this.text, ...(notice ? [element("p", { class: `notice notice--${standing}` }, notice)] : []), ...views);
    const first = views.find((view) => view.classList.contains("provision--chosen"));
    // Not scrollIntoView: that would scroll the page around the widget too.
    this.text.scrollTop = first ? first.offsetTop - BEFORE_PX : 0;
  }
}
