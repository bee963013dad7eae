import { useCallback, useEffect, useState } from "preact/hooks";
import type { StaffSession } from "../../../server/schemas/staff.js";
import { ApiError } from "../../client/request.js";
import type { StaffApi } from "../staff-api.js";

/** Why nobody is signed in. */
export type SignedOutReason = { kind: "new" } | { kind: "expired" } | { kind: "left" } | { kind: "no_accounts"; message: string } | { kind: "failed"; message: string };

export type SessionState =
  | { kind: "checking" }
  | { kind: "in"; session: StaffSession }
  /** `session` is the one that ran out, where one did. */
  | { kind: "out"; reason: SignedOutReason; session: StaffSession | null };

export interface SessionHook {
  state: SessionState;
  /** @throws ApiError */
  signIn: (name: string, password: string) => Promise<void>;
  /** @throws ApiError */
  signOut: () => Promise<void>;
  /** Looks whether the session still holds. Only called when someone does something: asking keeps a session alive. */
  check: () => void;
}

/** Who is signed in, from the first question to the server until the page is left. */
export function useSession(api: StaffApi): SessionHook {
  const [state, setState] = useState<SessionState>({ kind: "checking" });
  const expire = useCallback(() => setState((before) => (before.kind === "in" ? { kind: "out", reason: { kind: "expired" }, session: before.session } : before)), []);
  const check = useCallback(() => {
    api.session().then(
      (session) => setState((before) => (before.kind === "in" && isSame(before.session, session) ? before : { kind: "in", session })),
      (cause: unknown) => {
        // A server that cannot be reached has ended no session.
        if (isSignedOut(cause)) expire();
        // Whoever was signed in once is known here: a view's own call may have found the end before this one.
        setState((before) => (before.kind === "checking" ? { kind: "out", reason: reasonOf(cause), session: null } : before));
      },
    );
  }, [api, expire]);
  useEffect(() => {
    api.onSignedOut = expire;
    check();
  }, [api, expire, check]);
  return {
    state,
    check,
    signIn: async (name, password) => setState({ kind: "in", session: await api.signIn(name, password) }),
    signOut: async () => {
      await api.signOut();
      setState({ kind: "out", reason: { kind: "left" }, session: null });
    },
  };
}

function isSame(a: StaffSession, b: StaffSession): boolean {
  return a.name === b.name && a.role === b.role && a.csrfToken === b.csrfToken;
}

function isSignedOut(cause: unknown): boolean {
  return cause instanceof ApiError && cause.status === 401;
}

function reasonOf(cause: unknown): SignedOutReason {
  if (!(cause instanceof ApiError)) throw cause;
  if (cause.code === "no_accounts") return { kind: "no_accounts", message: cause.message };
  return isSignedOut(cause) ? { kind: "new" } : { kind: "failed", message: cause.message };
}
