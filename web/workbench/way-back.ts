import { useEffect, useRef } from "preact/hooks";

/** The link by which a place was left, kept with the place in the browser's history: its address, and which of those with this address. */
interface Leaving {
  left: string;
  nth: number;
}

/** Notes with the present place that it is left by this link. */
export function rememberLeaving(link: HTMLAnchorElement): void {
  const left = link.getAttribute("href") ?? "";
  const leaving: Leaving = { left, nth: linksTo(left).indexOf(link) };
  window.history.replaceState(leaving, "");
}

/**
 * Whoever comes back to a place finds the focus on the link that led away from it, not at the beginning.
 *
 * @param isThere whether the place's links are on the page
 */
export function useWayBack(isThere: boolean): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (!isThere || isDone.current) return;
    isDone.current = true;
    const leaving = window.history.state as Partial<Leaving> | null;
    if (leaving?.left === undefined) return;
    linksTo(leaving.left)[leaving.nth ?? 0]?.focus();
  }, [isThere]);
}

function linksTo(href: string): HTMLAnchorElement[] {
  return Array.from(document.querySelectorAll("main a")).filter((link): link is HTMLAnchorElement => link.getAttribute("href") === href);
}
