/**
 * Arrows go from the field through the results and back, Escape to the field and, there, clears it. Enter on a result is a link's own matter.
 * The list is the marked elements below the view, in their order.
 */
export function keyIn(event: KeyboardEvent, field: HTMLInputElement | null, clear: () => void): void {
  // Keys of an input method choose characters.
  if (event.isComposing || !field || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    event.preventDefault();
    if (document.activeElement === field) clear();
    else field.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const stops = [field, ...hitsIn(event.currentTarget)];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}

function hitsIn(view: EventTarget | null): HTMLElement[] {
  return view instanceof HTMLElement ? Array.from(view.querySelectorAll<HTMLElement>("[data-hit]")) : [];
}
