import type { TreeNode } from "../../server/schemas/http.js";
import type { DocumentReply } from "../client/wire.js";
import { button, element } from "../ui/element.js";
import { returnFocus } from "../ui/focus.js";
import { standingBadge, type Standing } from "../ui/standing.js";
import { copyButton } from "./copy-button.js";
import { quoteLine } from "./quote.js";

/** What stays in view however far one reads: which text this is, what it may be used for, and the chosen provision. */
export class DocumentBar {
  private readonly label = element("span", { class: "document-bar__label" });
  private readonly copy: HTMLButtonElement;
  private readonly print = button({ class: "document-bar__button document-bar__print" }, () => window.print(), "打印");
  private chosen: TreeNode | undefined;
  readonly root: HTMLElement;

  /** @param text the document's normalised text */
  constructor(reply: DocumentReply, standing: Standing, text: string, say: (text: string) => void) {
    const quote = (): string => (this.chosen ? quoteLine(reply, standing, this.chosen.label, text.slice(this.chosen.start, this.chosen.end)) : "");
    this.copy = copyButton({ class: "document-bar__button" }, quote, say);
    this.root = element(
      "div",
      { class: `document-bar document-bar--${standing}` },
      standingBadge(standing),
      element("span", { class: "document-bar__title" }, reply.title),
      this.label,
      this.copy,
      this.print,
    );
    this.show(undefined);
  }

  /** The provision that is chosen, where one is. */
  show(node: TreeNode | undefined): void {
    this.chosen = node;
    this.label.textContent = node?.label ?? "";
    this.copy.hidden = node === undefined;
  }

  /** Takes the focus to what can be done with the chosen provision. @returns false where nothing can */
  focus(): boolean {
    return returnFocus(this.copy) || returnFocus(this.print);
  }
}
