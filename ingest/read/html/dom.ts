import { ElementType, type parseDocument } from "htmlparser2";

/** A parsed page and its nodes. */
export type Page = ReturnType<typeof parseDocument>;
export type PageNode = Page["children"][number];
export type PageElement = Extract<PageNode, { attribs: Record<string, string> }>;

export function isElement(node: PageNode): node is PageElement {
  return "attribs" in node;
}

export function childElements({ children }: Pick<PageElement, "children">, ...names: string[]): PageElement[] {
  const elements = children.filter(isElement);
  return names.length === 0 ? elements : elements.filter(({ name }) => names.includes(name));
}

/** The text of a text node; null for any other. */
export function dataOf(node: PageNode): string | null {
  return node.type === ElementType.Text && "data" in node ? node.data : null;
}

/** All text below a node, scripts and styles left out. */
export function textOf(node: PageNode): string {
  const data = dataOf(node);
  if (data !== null) return data;
  return isElement(node) && !isCode(node) ? node.children.map(textOf).join("") : "";
}

export function isCode({ name }: PageElement): boolean {
  return name === "script" || name === "style" || name === "noscript" || name === "template";
}

/** Every element of a page, in its order. */
export function elementsBelow(page: Page): PageElement[] {
  const found: PageElement[] = [];
  const open: PageNode[] = [...page.children].reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    if (!isElement(next)) continue;
    found.push(next);
    for (let i = next.children.length - 1; i >= 0; i--) open.push(next.children[i]!);
  }
  return found;
}
