import type { Config } from "../../config.js";
import type { Effect } from "../../schemas/staff-asked.js";
import type { TurnOutcome } from "../../chat/turn.js";
import type { KeptTurn } from "../../store/store.js";
import type { EvidenceDifference } from "../replay.js";
import type { Proposal } from "../synonym-effect.js";

/** Where snapshots are and what they are read with. */
export type TaskSettings = Pick<Config, "snapshotDir" | "embedding" | "rerank">;

/** What is done in a process of its own, so that no turn waits for it: each kind with its result. */
export interface Tasks {
  effect: { input: Proposal; result: Effect };
  /** A turn again, on a snapshot that is not the one in use. Everything that the store remembers comes with it. */
  replay: {
    input: { turn: KeptTurn; understandings: unknown[]; interview: unknown };
    result: { again: TurnOutcome; differences: EvidenceDifference[]; told: import("../../schemas/staff-asked.js").ToldTurn; stored: import("../../schemas/staff-asked.js").ToldTurn };
  };
}

export type TaskKind = keyof Tasks;
