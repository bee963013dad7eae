import { REMEMBERED_TURNS } from "../chat/assistant.js";
import type { Engine } from "../chat/engine.js";
import { rememberedInterview } from "../chat/interview/state.js";
import { runTurn, type TurnOutcome } from "../chat/turn.js";
import type { KeptTurn, Store } from "../store/store.js";
import { rememberedTurns } from "../understanding/conversation.js";

/** Where a passage stood in a turn's evidence; ranks count from 1. */
export interface Standing {
  rank: number;
  score: number;
}

/** A passage whose rank or score is not what it was; null where it was not found. */
export interface EvidenceDifference {
  provisionId: string;
  before: Standing | null;
  after: Standing | null;
}

/** A stored turn run again. */
export interface Replay {
  turn: KeptTurn;
  again: TurnOutcome;
  /** Empty where the evidence is the same, to the rank and score. */
  differences: EvidenceDifference[];
}

/**
 * Runs a stored turn again: the same question, with what the conversation remembered then and what the caller had fixed.
 * @param engine of the snapshot that the turn was answered from
 */
export async function replayTurn(turn: KeptTurn, store: Pick<Store, "understandingsBefore" | "interviewBefore">, engine: Engine): Promise<Replay> {
  const history = rememberedTurns(store.understandingsBefore(turn.answerId, REMEMBERED_TURNS));
  const asked = turn.request ?? { asOf: turn.createdAt.slice(0, 10) };
  const running = runTurn({ question: turn.question, conversationId: turn.conversationId, history, interview: rememberedInterview(store.interviewBefore(turn.answerId)), ...asked }, engine);
  let step = await running.next();
  while (!step.done) step = await running.next();
  return { turn, again: step.value, differences: differencesOf(turn.evidence, step.value.evidence) };
}

function differencesOf(before: KeptTurn["evidence"], after: TurnOutcome["evidence"]): EvidenceDifference[] {
  const [then, now] = [standings(before), standings(after)];
  return [...new Set([...then.keys(), ...now.keys()])]
    .map((provisionId) => ({ provisionId, before: then.get(provisionId) ?? null, after: now.get(provisionId) ?? null }))
    .filter(({ before: a, after: b }) => a?.rank !== b?.rank || a?.score !== b?.score);
}

function standings(evidence: KeptTurn["evidence"]): Map<string, Standing> {
  return new Map(evidence.map(({ provisionId, score }, i) => [provisionId, { rank: i + 1, score }]));
}
