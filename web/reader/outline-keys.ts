/**
 * Arrows in the tree of links: up and down go through what is to be seen, right opens an entry and goes into it, left closes it
 * and goes out of it. Tab goes through links and buttons as everywhere.
 */
export function moveByArrows(event: KeyboardEvent, tree: HTMLElement): void {
  const link = document.activeElement instanceof HTMLAnchorElement ? document.activeElement : null;
  const item = link?.closest("li");
  if (!link || !item || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const to = target(event.key, link, item, tree);
  if (to === undefined) return;
  event.preventDefault();
  to?.focus();
}

/** The link to go to; null where an entry was opened or closed, or there is no further way; undefined for other keys. */
function target(key: string, link: HTMLAnchorElement, item: HTMLLIElement, tree: HTMLElement): HTMLAnchorElement | null | undefined {
  switch (key) {
    case "ArrowDown":
      return neighbour(tree, link, 1);
    case "ArrowUp":
      return neighbour(tree, link, -1);
    case "ArrowRight":
      return setOpen(item, true) ? null : item.querySelector<HTMLAnchorElement>(":scope li a");
    case "ArrowLeft":
      return setOpen(item, false) ? null : (item.parentElement?.closest("li")?.querySelector("a") ?? null);
    default:
      return undefined;
  }
}

function neighbour(tree: HTMLElement, link: HTMLAnchorElement, step: 1 | -1): HTMLAnchorElement | null {
  const seen = Array.from(tree.querySelectorAll("a")).filter((other) => other.getClientRects().length > 0);
  return seen[seen.indexOf(link) + step] ?? null;
}

/** Opens or closes an entry. @returns false where there was nothing to do */
function setOpen(item: HTMLLIElement, open: boolean): boolean {
  const toggle = item.querySelector<HTMLButtonElement>("button");
  const isOwn = toggle?.closest("li") === item;
  if (!isOwn || toggle.getAttribute("aria-expanded") === String(open)) return false;
  toggle.click();
  return true;
}
