import { setPriority } from "node:os";
import { openSnapshot, SnapshotError } from "../../../ingest/index.js";
import { Engine } from "../../chat/engine.js";
import { AppError } from "../../errors.js";
import { replayTold } from "../replay-told.js";
import { synonymEffect } from "../synonym-effect.js";
import type { TaskMessage, TaskReply } from "./task.js";

/** A process of its own for one task: it yields to the server wherever both want the processor, and ends with the task. */

const YIELDING = 10;
setPriority(YIELDING);
// The server is gone: nobody waits for the result.
process.on("disconnect", () => process.exit(1));
process.once("message", (message: TaskMessage) => {
  void run(message)
    .then((result): TaskReply => ({ type: "result", result }), toFault)
    .then((reply) => process.send!(reply, () => process.exit(0)));
});

async function run(message: TaskMessage): Promise<unknown> {
  const { settings } = message;
  if (message.kind === "replay") return replayTold(message.input, Engine.openById(settings, message.input.turn.snapshot));
  const tell = (looked: number, total: number): void => void process.send!({ type: "progress", looked, total } satisfies TaskReply);
  return synonymEffect(openSnapshot(settings.snapshotDir, settings.embedding), message.input, tell);
}

function toFault(error: unknown): TaskReply {
  const kind = error instanceof SnapshotError ? "snapshot" : error instanceof AppError ? "told" : "other";
  if (kind === "other") console.error(error);
  return { type: "fault", message: (error as Error).message, kind };
}
