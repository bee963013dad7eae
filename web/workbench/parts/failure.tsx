import type { VNode } from "preact";

/** What went wrong, and a way to try again. */
export function Failure({ message, again }: { message: string; again?: () => void }): VNode {
  return (
    <div class="failure" role="alert">
      <p>{message}</p>
      {again && <button type="button" class="plain-button" onClick={again}>再试一次</button>}
    </div>
  );
}
