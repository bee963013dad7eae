import type { TreeNode } from "../../server/schemas/http.js";
import { button, element } from "../ui/element.js";
import { returnFocus } from "../ui/focus.js";
import { moveByArrows } from "./outline-keys.js";

/** Kinds the outline leaves out: they carry their parent's own label, or are the document's furniture. */
const LEFT_OUT: readonly string[] = ["heading", "intro", "header", "title", "edition", "docnum", "salutation", "row"];
const WIDE = "(min-width: 960px)";

interface Entry {
  link: HTMLAnchorElement;
  row: HTMLElement;
  setOpen(open: boolean): void;
}

/** The document's structure as a tree of links; outermost entries are open, the rest open on demand. */
export class Outline {
  private readonly entries = new Map<string, Entry>();
  private readonly tree: HTMLElement;
  readonly root: HTMLDetailsElement;

  /** @param onChoose told of every click, also on the entry that is already shown (which changes no hash) */
  constructor(
    nodes: readonly TreeNode[],
    private readonly onChoose: (eId: string) => void,
  ) {
    this.tree = element("nav", { class: "outline__tree", "aria-label": "文件结构" }, this.list(nodes, null));
    this.tree.addEventListener("keydown", (event) => moveByArrows(event, this.tree));
    this.root = element("details", { class: "card outline" }, element("summary", { class: "outline__summary" }, "文件结构"), this.tree);
    const wide = window.matchMedia(WIDE);
    this.root.open = wide.matches;
    wide.addEventListener("change", ({ matches }) => (this.root.open = matches));
  }

  /** Marks the innermost entry on the way to a provision, opens what is above it and brings it into view. */
  markCurrent(path: readonly TreeNode[]): void {
    const shown = path.filter((node) => this.entries.has(node.eId));
    const current = shown[shown.length - 1];
    this.entries.forEach(({ link }) => link.removeAttribute("aria-current"));
    if (!current) return;
    for (const node of shown) this.entries.get(node.eId)?.setOpen(true);
    const { link, row } = this.entries.get(current.eId) ?? {};
    link?.setAttribute("aria-current", "location");
    if (row) this.scrollTo(row);
  }

  /** Takes the focus to the entry of what is shown, or to the first one. @returns false while the outline is folded */
  focus(): boolean {
    return returnFocus(this.tree.querySelector<HTMLElement>("[aria-current]") ?? this.tree.querySelector("a"));
  }

  /** Scrolls the outline alone: `scrollIntoView` would move the page as well. */
  private scrollTo(row: HTMLElement): void {
    const box = this.tree.getBoundingClientRect();
    const { top, bottom } = row.getBoundingClientRect();
    if (top < box.top || bottom > box.bottom) this.tree.scrollTop += top - box.top - box.height / 3;
  }

  private list(nodes: readonly TreeNode[], parent: TreeNode | null): HTMLElement {
    const shown = nodes.filter(({ kind }) => !LEFT_OUT.includes(kind));
    return element("ul", { class: "outline__list" }, ...shown.map((node) => this.item(node, parent)));
  }

  private item(node: TreeNode, parent: TreeNode | null): HTMLElement {
    const name = entryName(node, parent);
    const link = element("a", { class: "outline__link", href: `#${node.eId}` }, name);
    link.addEventListener("click", () => this.choose(node.eId));
    const hasChildren = node.children.some(({ kind }) => !LEFT_OUT.includes(kind));
    const row = element("div", { class: "outline__row" });
    const item = element("li", {}, row);
    const setOpen = hasChildren ? this.addChildren(node, name, row, item) : (): void => undefined;
    row.append(link);
    setOpen(parent === null);
    this.entries.set(node.eId, { link, row, setOpen });
    return item;
  }

  private addChildren(node: TreeNode, name: string, row: HTMLElement, item: HTMLElement): (open: boolean) => void {
    const children = this.list(node.children, node);
    const toggle = button({ class: "outline__toggle", "aria-label": `展开或收起：${name}` }, () => setOpen(children.hidden));
    const setOpen = (open: boolean): void => {
      children.hidden = !open;
      toggle.setAttribute("aria-expanded", String(open));
    };
    row.append(toggle);
    item.append(children);
    return setOpen;
  }

  private choose(eId: string): void {
    if (!window.matchMedia(WIDE).matches) this.root.open = false;
    this.onChoose(eId);
  }
}

/** What a table of contents shows: the node's own part of its label, and its heading. */
function entryName({ label, heading, kind }: TreeNode, parent: TreeNode | null): string {
  if (kind === "dash" && heading) return heading;
  const own = parent && label.startsWith(parent.label) ? label.slice(parent.label.length) : label;
  return heading ? `${own} ${heading}` : own;
}
