import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { focusedElement } from "../ui/focus.js";
import { Frame, MAIN } from "./frame.js";
import { SignIn } from "./session/sign-in.js";
import { useSession, type SessionState } from "./session/use-session.js";
import type { StaffApi } from "./staff-api.js";

interface Props {
  api: StaffApi;
  say: (text: string) => void;
}

/**
 * The sign-in form, or the frame with its views. When a session runs out the frame stays behind the form, out of sight:
 * whoever signs in again finds everything as it was. Another account gets a frame of its own.
 */
export function Workbench({ api, say }: Props): VNode {
  const { state, signIn, signOut, check } = useSession(api);
  useFocusAfterForm(state.kind);
  if (state.kind === "checking") return <p class="wb-wait">正在打开工作台…</p>;
  const { session } = state;
  const isIn = state.kind === "in";
  return (
    <>
      {!isIn && <SignIn reason={state.reason} name={session?.name ?? ""} signIn={signIn} />}
      {session && (
        <div hidden={!isIn}>
          <Frame key={session.name} api={api} say={say} session={session} signOut={signOut} check={check} />
        </div>
      )}
    </>
  );
}

/** The form goes, and the focus with it: whoever has signed in goes on at the view, unless the view took the focus. */
function useFocusAfterForm(kind: SessionState["kind"]): void {
  const before = useRef(kind);
  useEffect(() => {
    if (before.current === "out" && kind === "in" && !focusedElement()) document.getElementById(MAIN)?.focus({ preventScroll: true });
    before.current = kind;
  }, [kind]);
}
