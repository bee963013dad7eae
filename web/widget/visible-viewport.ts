/** Pixels below which a window is short: a phone on its side, a keyboard in front of one, a desk screen at 400%, a low frame. */
const SHORT_PX = 400;

/**
 * Keeps what of the window is left beside an on-screen keyboard in two CSS variables of `target`, and whether it is short in a class.
 * @returns stops it
 */
export function followVisibleViewport(target: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => undefined;
  const update = (): void => {
    // Pinched larger, the panel stays as it is: the reader looks at a part of it.
    if (viewport.scale !== 1) return;
    target.style.setProperty("--viewport-height", `${viewport.height}px`);
    target.style.setProperty("--viewport-top", `${viewport.offsetTop}px`);
    target.classList.toggle("assistant--short", viewport.height < SHORT_PX);
  };
  update();
  viewport.addEventListener("resize", update);
  viewport.addEventListener("scroll", update);
  return () => {
    viewport.removeEventListener("resize", update);
    viewport.removeEventListener("scroll", update);
  };
}
