import type { EngineSettings } from "../../chat/engine.js";
import type { Effect, ToldTurn } from "../../schemas/staff-asked.js";
import type { KeptTurn } from "../../store/store.js";
import type { EvidenceDifference } from "../replay.js";
import type { Proposal } from "../synonym-effect.js";

/** What is done in a process of its own, so that no turn waits for it: each kind with what goes in and what comes out. */
export interface Tasks {
  effect: { input: Proposal; result: Effect };
  /** A turn again, on a snapshot that is not the one in use; what the store remembers of its conversation comes with it. */
  replay: { input: RememberedReplay; result: ReplayedTurn };
}

export type TaskKind = keyof Tasks;

export interface RememberedReplay {
  turn: KeptTurn;
  understandings: unknown[];
  interview: unknown;
}

/** A turn as it was and as it is again, told with the texts of its own snapshot. */
export interface ReplayedTurn {
  stored: ToldTurn;
  again: ToldTurn;
  differences: EvidenceDifference[];
}

/** What the process is sent. */
export type TaskMessage = { [K in TaskKind]: { kind: K; input: Tasks[K]["input"]; settings: EngineSettings } }[TaskKind];

/** What it sends: how far it is, and at its end one result or fault. The message of a fault of kind "told" or "snapshot" is fit for a person. */
export type TaskReply = { type: "progress"; looked: number; total: number } | { type: "result"; result: unknown } | { type: "fault"; message: string; kind: "told" | "snapshot" | "other" };
