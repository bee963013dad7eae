/** The element that has the focus, inside shadow roots too; null where none has. */
export function focusedElement(): HTMLElement | null {
  let focused: Element | null = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused instanceof HTMLElement && focused !== document.body ? focused : null;
}

/** Gives the focus back where its place is still there to be seen. @returns whether it was */
export function returnFocus(to: HTMLElement | null): boolean {
  if (!to?.isConnected || to.getClientRects().length === 0) return false;
  to.focus({ preventScroll: true });
  return true;
}
