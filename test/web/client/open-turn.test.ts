import { describe, expect, it } from "vitest";
import type { NumberedEvent } from "../../../server/schemas/socket.js";
import { OpenTurn, type TurnListener } from "../../../web/client/open-turn.js";

function openTurn(): { turn: OpenTurn; restarts: () => number } {
  let restarts = 0;
  const nothing = (): void => undefined;
  const listener: TurnListener = {
    onStage: nothing,
    onEvidence: nothing,
    onText: nothing,
    onAnswer: nothing,
    onFailure: nothing,
    onReconnecting: nothing,
    onRestart: () => void restarts++,
  };
  return { turn: new OpenTurn("问", listener), restarts: () => restarts };
}
const delta = (turnId: string, seq: number): NumberedEvent => ({ type: "text-delta", text: "甲", turnId, seq });

describe("a turn under way", () => {
  it("takes each event once, in order, though a resume repeats some", () => {
    const { turn } = openTurn();
    expect([1, 2, 2, 1, 3].map((seq) => turn.accepts(delta(turn.turnId, seq)))).toEqual([true, true, false, false, true]);
    expect(turn.lastSeq).toBe(3);
  });

  it("takes no event of another turn", () => {
    const { turn } = openTurn();
    expect(turn.accepts(delta("another", 1))).toBe(false);
    expect(turn.lastSeq).toBe(0);
  });

  it("that begins anew has a new id, takes nothing of the old asking, and says so where text had come", () => {
    const { turn, restarts } = openTurn();
    const before = turn.turnId;
    turn.restart();
    expect(restarts()).toBe(0);
    turn.accepts(delta(turn.turnId, 1));
    turn.restart();
    expect(restarts()).toBe(1);
    expect(turn.turnId).not.toBe(before);
    expect(turn.accepts(delta(before, 2))).toBe(false);
    expect(turn.accepts(delta(turn.turnId, 1))).toBe(true);
  });
});
