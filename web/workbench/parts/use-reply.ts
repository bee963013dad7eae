import { useEffect, useState } from "preact/hooks";
import { ApiError, isAbort } from "../../client/request.js";
import { useWorkbench } from "../context.js";

/** What is known of a reply that was asked for: `before` is the one to earlier inputs, `again` asks anew. */
export type Reply<T> = { kind: "loading"; before: T | null } | { kind: "failed"; message: string; again: () => void } | { kind: "ready"; value: T };

/**
 * Asks the server, anew whenever one of `inputs` changes and when someone has signed in again. The reply of an earlier call is dropped.
 *
 * @param load given the signal that ends the call when it is wanted no more
 * @param inputs strings and numbers that the call depends on
 */
export function useReply<T>(load: (signal: AbortSignal) => Promise<T>, inputs: readonly (string | number)[]): Reply<T> {
  const { session } = useWorkbench();
  const [attempt, setAttempt] = useState(0);
  const [reply, setReply] = useState<Reply<T>>({ kind: "loading", before: null });
  useEffect(() => {
    const abort = new AbortController();
    setReply((last) => ({ kind: "loading", before: last.kind === "ready" ? last.value : last.kind === "loading" ? last.before : null }));
    load(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setReply({ kind: "ready", value });
      },
      (cause: unknown) => {
        if (!abort.signal.aborted && !isAbort(cause)) setReply({ kind: "failed", message: messageOf(cause), again: () => setAttempt((n) => n + 1) });
      },
    );
    return () => abort.abort();
  }, [...inputs, attempt, session.csrfToken]);
  return reply;
}

/** Why a call failed, in a sentence fit to show. The one of a session that is over is read when someone has signed in again. */
export function messageOf(cause: unknown): string {
  if (cause instanceof ApiError && cause.code === "not_signed_in") return "刚才登录已失效，这一步没有完成，请再试一次。";
  return cause instanceof ApiError ? cause.message : "页面出错了，请刷新后再试。";
}
