import type { Engine, EngineSource } from "../chat/engine.js";
import { REMEMBERED_TURNS } from "../chat/assistant.js";
import { AppError } from "../errors.js";
import type { ReplayReply } from "../schemas/staff-asked.js";
import type { Store } from "../store/store.js";
import { complaintOn } from "../store/troubled-turns.js";
import { SnapshotRefused, type Aside } from "./aside/aside.js";
import type { RememberedReplay, ReplayedTurn } from "./aside/task.js";
import { replayTurn } from "./replay.js";
import { toldTurn } from "./told-turn.js";

/**
 * A stored turn and the same again: here where it came from the snapshot in use, aside where from an older one; where that
 * cannot be used, what was stored alone.
 * @throws AppError `unknown_answer`
 */
export async function replayAnswer(answerId: string, store: Store, engines: EngineSource, aside: Aside): Promise<ReplayReply> {
  const turn = store.findTurn(answerId);
  if (!turn) throw new AppError("unknown_answer", 404, "没有这一轮问答，可能已经过了保存期限。");
  const remembered = { turn, understandings: store.understandingsBefore(answerId, REMEMBERED_TURNS), interview: store.interviewBefore(answerId) };
  const about = { answerId, createdAt: turn.createdAt, complaint: complaintOn(store.db, answerId) };
  const engine = engines.current;
  try {
    const replayed = engine.snapshot.manifest.id === turn.snapshot ? await replayTold(remembered, engine) : await aside.run("replay", remembered);
    return { ...about, ...replayed, impossible: null, sameAnswer: replayed.stored.answer === replayed.again.answer };
  } catch (error) {
    if (!(error instanceof SnapshotRefused)) throw error;
    return { ...about, stored: toldTurn(askedIn(turn), turn, engine.snapshot), again: null, impossible: `${error.message}，所以不能重放。下面是当时存下的记录，条款文字以现在的快照为准。`, differences: [], sameAnswer: false };
  }
}

/** @param engine of the turn's own snapshot */
export async function replayTold({ turn, understandings, interview }: RememberedReplay, engine: Engine): Promise<ReplayedTurn> {
  const { again, differences } = await replayTurn(turn, { understandingsBefore: () => understandings, interviewBefore: () => interview }, engine);
  const asked = askedIn(turn);
  return { stored: toldTurn(asked, turn, engine.snapshot), again: toldTurn(asked, again, engine.snapshot), differences };
}

function askedIn({ question, request }: RememberedReplay["turn"]): Parameters<typeof toldTurn>[0] {
  return { question, ...request };
}
