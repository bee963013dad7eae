import type { Api } from "../client/api.js";
import type { DocumentReply } from "../client/wire.js";
import { element, setChildren } from "../ui/element.js";
import { scrollBehavior } from "../ui/motion.js";
import { standingOn } from "../ui/standing.js";
import { DocumentBar } from "./document-bar.js";
import { documentHeader } from "./document-header.js";
import { Outline } from "./outline.js";
import { provisionView } from "./provision-view.js";
import { referenceLinks, type WithReferences } from "./reference-links.js";
import { Referrers } from "./referrers.js";
import { leavesOf, pathTo, placedLeaves } from "./tree.js";

/** What a document needs of the page that shows it. */
export interface ReaderSurroundings {
  api: Pick<Api, "fetchProvision">;
  /** The address of a provision, or of a document ("" for `eId`), on pages of this kind. */
  hrefOf: (documentId: string, eId: string) => string;
  /** Tells screen readers. */
  say: (text: string) => void;
  /** ISO day by which its standing is told. */
  day: string;
}

/** One document on the page: header, outline and text, with at most one provision shown as the chosen one. */
export class DocumentView {
  private readonly leaves = new Map<string, HTMLElement>();
  private readonly outline: Outline;
  private readonly bar: DocumentBar;
  private readonly referrers: Referrers;
  private readonly missing = element("p", { class: "reader__missing", role: "alert", hidden: "" }, "没有找到链接所指的条款，以下是全文。");
  readonly root: HTMLElement;

  /** @param text the normalised text that the spans of `reply.tree` count in */
  constructor(
    private readonly reply: DocumentReply & WithReferences,
    text: string,
    { api, say, day, hrefOf }: ReaderSurroundings,
  ) {
    const standing = standingOn(day, reply);
    this.outline = new Outline(reply.tree, (eId) => this.show(eId));
    this.bar = new DocumentBar(reply, standing, text, say);
    this.referrers = new Referrers(api, reply.id, hrefOf);
    const links = referenceLinks(reply, hrefOf);
    const views = placedLeaves(reply.tree).map((placed) => {
      const view = provisionView(placed, text.slice(placed.leaf.start, placed.leaf.end), { reply, standing, links, say });
      this.leaves.set(placed.leaf.eId, view);
      return view;
    });
    const body = element("div", { class: "card document-text", id: "document-text", tabindex: "-1" }, this.bar.root, ...views);
    this.root = element("div", {}, documentHeader(reply, day), this.missing, element("div", { class: "reader__columns" }, this.outline.root, body));
    body.addEventListener("keydown", (event) => this.leaveOnEscape(event));
  }

  /** Highlights the provision with this address (all leaves of an inner one) and scrolls to it. "" shows none. */
  show(eId: string, behavior: ScrollBehavior = scrollBehavior()): void {
    const path = pathTo(this.reply.tree, eId);
    const node = path[path.length - 1];
    this.missing.hidden = node !== undefined || eId === "" || document.getElementById(eId) !== null;
    this.outline.markCurrent(path);
    this.bar.show(node);
    const chosen = node ? leavesOf(node).map((leaf) => this.leaves.get(leaf.eId)!) : [];
    this.leaves.forEach((view) => view.classList.toggle("provision--chosen", chosen.includes(view)));
    this.referrers.hide();
    const [first] = chosen;
    if (!first) return;
    first.scrollIntoView({ behavior, block: "start" });
    first.focus({ preventScroll: true });
    void this.referrers.showBelow(chosen[chosen.length - 1]!, eId);
  }

  /** From the inside out: from the text to its bar, from there to the outline. Further out is a matter of the page. */
  private leaveOnEscape(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    const isInBar = event.target instanceof Node && this.bar.root.contains(event.target);
    if (isInBar ? this.outline.focus() : this.bar.focus()) event.preventDefault();
  }

  /** Puts the document on the page in place of what is there. */
  mount(parent: HTMLElement): void {
    setChildren(parent, this.root);
  }
}
