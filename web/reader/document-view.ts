import type { TreeNode } from "../../server/schemas/http.js";
import type { DocumentReply } from "../client/wire.js";
import { element, setChildren } from "../ui/element.js";
import { scrollBehavior } from "../ui/motion.js";
import { documentHeader } from "./document-header.js";
import { Outline } from "./outline.js";
import { provisionView } from "./provision-view.js";
import { leavesOf, pathTo, placedLeaves } from "./tree.js";

/** One document on the page: header, outline and text, with at most one provision shown as the chosen one. */
export class DocumentView {
  private readonly leaves = new Map<string, HTMLElement>();
  private readonly outline: Outline;
  private readonly missing = element("p", { class: "reader__missing", role: "alert", hidden: "" }, "没有找到链接所指的条款，以下是全文。");
  readonly root: HTMLElement;

  /** @param text the normalised text that the spans of `reply.tree` count in */
  constructor(
    private readonly reply: DocumentReply,
    text: string,
    day: string,
  ) {
    this.outline = new Outline(reply.tree, (eId) => this.show(eId));
    const views = placedLeaves(reply.tree).map((placed) => {
      const view = provisionView(placed, text.slice(placed.leaf.start, placed.leaf.end), reply);
      this.leaves.set(placed.leaf.eId, view);
      return view;
    });
    const body = element("div", { class: "card document-text", id: "document-text", tabindex: "-1" }, ...views);
    this.root = element("div", {}, documentHeader(reply, day), this.missing, element("div", { class: "reader__columns" }, this.outline.root, body));
  }

  /** Highlights the provision with this address (all leaves of an inner one) and scrolls to it. "" shows none. */
  show(eId: string, behavior: ScrollBehavior = scrollBehavior()): void {
    const path = pathTo(this.reply.tree, eId);
    const node = path[path.length - 1];
    this.missing.hidden = node !== undefined || eId === "" || document.getElementById(eId) !== null;
    this.outline.markCurrent(path);
    this.highlight(node);
    const first = node && this.leaves.get(leavesOf(node)[0]?.eId ?? "");
    if (!first) return;
    first.scrollIntoView({ behavior, block: "start" });
    first.focus({ preventScroll: true });
  }

  private highlight(node: TreeNode | undefined): void {
    const chosen = new Set(node ? leavesOf(node).map(({ eId }) => eId) : []);
    this.leaves.forEach((view, eId) => view.classList.toggle("provision--chosen", chosen.has(eId)));
  }

  /** Puts the document on the page in place of what is there. */
  mount(parent: HTMLElement): void {
    setChildren(parent, this.root);
  }
}
