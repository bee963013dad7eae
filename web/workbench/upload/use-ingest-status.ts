import { useEffect, useState } from "preact/hooks";
import type { IngestStatusReply } from "../../../server/schemas/uploads.js";
import { ApiError, isAbort } from "../../client/request.js";
import { useWorkbench } from "../context.js";
import { messageOf } from "../parts/use-reply.js";

const LOOK_EVERY_MS = 1000;
/** Looks at an ingest that is done: a server that has not taken it up by then needs someone's hand. */
const MOST_LOOKS = 300;
/** After a look that failed. */
const LOOK_AGAIN_MS = 5000;

/** How the ingest stands, looked at again while something is still to come of it. */
export function useIngestStatus(): { status: IngestStatusReply | null; fault: string } {
  const { api, session } = useWorkbench();
  const [status, setStatus] = useState<IngestStatusReply | null>(null);
  const [fault, setFault] = useState("");
  useEffect(() => {
    const abort = new AbortController();
    let timer = 0;
    let looks = 0;
    const lookIn = (wait: number): void => void (timer = window.setTimeout(() => void look(), wait));
    const look = async (): Promise<void> => {
      try {
        const now = await api.get<IngestStatusReply>("api/staff/ingest", abort.signal);
        setStatus(now);
        setFault("");
        looks = now.state === "done" ? looks + 1 : 0;
        if (isComing(now) && looks < MOST_LOOKS) lookIn(LOOK_EVERY_MS);
      } catch (cause) {
        if (abort.signal.aborted || isAbort(cause) || isSignedOut(cause)) return;
        setFault(messageOf(cause));
        lookIn(LOOK_AGAIN_MS);
      }
    };
    void look();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [session.csrfToken]);
  return { status, fault };
}

/** It runs, or the server has yet to take up what it made. */
function isComing({ state, inUse }: IngestStatusReply): boolean {
  return state === "running" || (state === "done" && !inUse);
}

/** Whoever signs in again has it looked at again. */
function isSignedOut(cause: unknown): boolean {
  return cause instanceof ApiError && cause.status === 401;
}
