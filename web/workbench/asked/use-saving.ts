import { useState } from "preact/hooks";
import type { SavedReply } from "../../../server/schemas/staff-asked.js";
import { useWorkbench } from "../context.js";
import { messageOf } from "../parts/use-reply.js";

export type Saving = { kind: "idle" } | { kind: "busy" } | { kind: "saved"; message: string } | { kind: "failed"; message: string };

/** Writes into the corpus; what came of it is shown and told. */
export function useSaving(): { saving: Saving; save: (path: string, body: unknown) => void; canSave: boolean } {
  const { api, say, session } = useWorkbench();
  const [saving, setSaving] = useState<Saving>({ kind: "idle" });
  const run = async (path: string, body: unknown): Promise<void> => {
    setSaving({ kind: "busy" });
    try {
      const { message } = await api.send<SavedReply>("POST", path, body);
      setSaving({ kind: "saved", message });
      say(message);
    } catch (cause) {
      setSaving({ kind: "failed", message: messageOf(cause) });
    }
  };
  return { saving, save: (path, body) => void run(path, body), canSave: session.role !== "reader" };
}
