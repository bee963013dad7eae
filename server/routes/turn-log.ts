import type { NumberedEvent, TurnEvent } from "../schemas/socket.js";

/** How many turns are kept for clients that come back after a cut. */
const KEPT_TURNS = 2000;

/** Numbers the events of turns and keeps the latest turns, so that a client can resume where it was cut. */
export class TurnLog {
  private readonly turns = new Map<string, NumberedEvent[]>();

  /** Starts a turn; the returned function numbers and keeps each of its events. */
  begin(conversationId: string, turnId: string): (event: TurnEvent) => NumberedEvent {
    const key = keyOf(conversationId, turnId);
    const events: NumberedEvent[] = [];
    this.turns.delete(key);
    this.turns.set(key, events);
    if (this.turns.size > KEPT_TURNS) this.turns.delete(this.turns.keys().next().value!);
    return (event) => {
      const numbered = { ...event, turnId, seq: events.length + 1 };
      events.push(numbered);
      return numbered;
    };
  }

  /** Events after a number; null when the turn is not known. */
  after(conversationId: string, turnId: string, seq: number): NumberedEvent[] | null {
    return this.turns.get(keyOf(conversationId, turnId))?.slice(seq) ?? null;
  }
}

function keyOf(conversationId: string, turnId: string): string {
  return `${conversationId} ${turnId}`;
}
