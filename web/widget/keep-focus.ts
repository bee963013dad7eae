import { focusedElement } from "../ui/focus.js";

/** What Tab comes to, in its order. */
const STOPS = 'button, textarea, select, input, summary, a[href], [tabindex="0"]';

/** Leads Tab from the last place inside `container` to the first, and back: what lies behind cannot be seen. */
export function keepFocusInside(container: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "Tab") return;
  const stops = Array.from(container.querySelectorAll<HTMLElement>(STOPS)).filter(isShown);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const focused = focusedElement();
  const next = event.shiftKey ? (focused === first || focused === container) && last : focused === last && first;
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function isShown(node: HTMLElement): boolean {
  return node.getClientRects().length > 0 && getComputedStyle(node).visibility !== "hidden";
}
