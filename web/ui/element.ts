/** Attribute values; `undefined` leaves the attribute out. */
export type Attributes = Record<string, string | undefined>;
export type Child = Node | string;

/** Builds an element. Strings become text nodes, so that no data is ever read as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A button that does `onClick`; never submits a form by accident. */
export function button(attributes: Attributes, onClick: () => void, ...children: Child[]): HTMLButtonElement {
  const node = element("button", { type: "button", ...attributes }, ...children);
  node.addEventListener("click", onClick);
  return node;
}

/** Puts `children` in place of what is there (`replaceChildren` is newer than the browsers we serve). */
export function setChildren(parent: Element, ...children: Child[]): void {
  while (parent.firstChild) parent.removeChild(parent.firstChild);
  parent.append(...children);
}

/** The element of the page with this id. @throws Error naming the id where the page lacks it */
export function byId(id: string): HTMLElement {
  const node = document.getElementById(id);
  if (!node) throw new Error(`Expected the page to have an element with id "${id}", found none`);
  return node;
}
