import { useEffect, useState } from "preact/hooks";
import type { Effect, EffectReply } from "../../../server/schemas/staff-asked.js";
import { useWorkbench } from "../context.js";
import { messageOf } from "../parts/use-reply.js";

export type WorkedOut = { kind: "running"; looked: number; total: number } | { kind: "failed"; message: string } | { kind: "done"; effect: Effect };

const LOOK_EVERY_MS = 700;

/** How far the server is with an effect, asked again and again until it is there. */
export function useEffectOf(effectId: string): WorkedOut {
  const { api, say } = useWorkbench();
  const [worked, setWorked] = useState<WorkedOut>({ kind: "running", looked: 0, total: 0 });
  useEffect(() => {
    let timer = 0;
    let over = false;
    const look = async (): Promise<void> => {
      const next = await api.get<EffectReply>(`api/staff/synonyms/effects/${effectId}`).then(workedOut, (cause: unknown): WorkedOut => ({ kind: "failed", message: messageOf(cause) }));
      if (over) return;
      setWorked(next);
      if (next.kind === "running") timer = window.setTimeout(() => void look(), LOOK_EVERY_MS);
      else say(next.kind === "done" ? "效果算好了。" : next.message);
    };
    void look();
    return () => {
      over = true;
      window.clearTimeout(timer);
    };
  }, [effectId]);
  return worked;
}

function workedOut({ state, looked, total, message, effect }: EffectReply): WorkedOut {
  if (state === "done" && effect) return { kind: "done", effect };
  return state === "running" ? { kind: "running", looked, total } : { kind: "failed", message: message ?? "没有算成，请稍后再试。" };
}
