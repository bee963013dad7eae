import type { Citation } from "../../server/schemas/objects.js";
import { element, setChildren } from "../ui/element.js";
import { standingBadge, type Standing } from "../ui/standing.js";

const AWAY_MS = 200;
const GAP_PX = 6;
const ID = "citation-preview";

/**
 * The card that a mark shows under the pointer or with the focus: quote, document, address, standing. One for the whole
 * conversation. It stays while the pointer is on it, and Escape takes it away.
 */
export class CitationPreview {
  readonly root = element("div", { class: "preview", id: ID, role: "tooltip", hidden: "" });
  private mark: HTMLElement | null = null;
  private awayTimer: number | undefined;

  constructor() {
    this.root.addEventListener("mouseenter", () => window.clearTimeout(this.awayTimer));
    this.root.addEventListener("mouseleave", () => this.hideSoon());
  }

  /** Lets a mark show its citation. */
  watch(mark: HTMLElement, citation: Citation, standing: Standing): void {
    const show = (): void => this.show(mark, citation, standing);
    mark.addEventListener("mouseenter", show);
    mark.addEventListener("focus", show);
    mark.addEventListener("mouseleave", () => this.hideSoon());
    mark.addEventListener("blur", () => this.hide());
    mark.addEventListener("click", () => this.hide());
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.root.hidden) return;
      event.stopPropagation();
      this.hide();
    });
  }

  hide(): void {
    window.clearTimeout(this.awayTimer);
    this.mark?.removeAttribute("aria-describedby");
    this.mark = null;
    this.root.hidden = true;
  }

  /** What lies below has scrolled: it goes with its mark, as long as that is in view. */
  follow(): void {
    if (this.mark && !this.placeBeside(this.mark)) this.hide();
  }

  private hideSoon(): void {
    window.clearTimeout(this.awayTimer);
    this.awayTimer = window.setTimeout(() => this.hide(), AWAY_MS);
  }

  private show(mark: HTMLElement, { documentTitle, docNumber, label, quote }: Citation, standing: Standing): void {
    this.hide();
    this.mark = mark;
    setChildren(
      this.root,
      element("p", { class: "citation__title" }, `《${documentTitle}》${docNumber ?? ""}`),
      element("p", { class: "citation__meta" }, element("span", { class: "citation__label" }, label), standingBadge(standing)),
      element("p", { class: "preview__quote" }, quote),
    );
    this.root.hidden = false;
    mark.setAttribute("aria-describedby", ID);
    this.placeBeside(mark);
  }

  /** Above or below the mark, where there is more room. @returns false where the mark is out of view */
  private placeBeside(mark: HTMLElement): boolean {
    const frame = (this.root.parentElement ?? this.root).getBoundingClientRect();
    const { top, bottom } = mark.getBoundingClientRect();
    const below = bottom - frame.top < frame.bottom - top;
    this.root.style.top = below ? `${bottom - frame.top + GAP_PX}px` : "auto";
    this.root.style.bottom = below ? "auto" : `${frame.bottom - top + GAP_PX}px`;
    return top > frame.top && bottom < frame.bottom;
  }
}
