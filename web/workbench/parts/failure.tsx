import type { VNode } from "preact";

/** What went wrong, and a way to try again, whose button goes when it is pressed: the focus goes on at the view. */
export function Failure({ message, again }: { message: string; again?: () => void }): VNode {
  const retry = (button: HTMLElement): void => {
    button.closest("main")?.focus({ preventScroll: true });
    again?.();
  };
  return (
    <div class="failure" role="alert">
      <p>{message}</p>
      {again && <button type="button" class="plain-button" onClick={(event) => retry(event.currentTarget)}>再试一次</button>}
    </div>
  );
}
