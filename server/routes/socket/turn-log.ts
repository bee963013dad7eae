import type { NumberedEvent, TurnEvent } from "../schemas/socket.js";

/** How many turns are kept for clients that come back after a cut. */
const KEPT_TURNS = 2000;

type Listener = (event: NumberedEvent) => void;

/** One turn as it is told: its events, numbered from 1, and whoever listens. It outlives the socket that asked. */
export class TurnRecord {
  readonly abort = new AbortController();
  private readonly events: NumberedEvent[] = [];
  private readonly listeners = new Set<Listener>();

  constructor(readonly turnId: string) {}

  tell(event: TurnEvent): void {
    const numbered = { ...event, turnId: this.turnId, seq: this.events.length + 1 };
    this.events.push(numbered);
    for (const listener of this.listeners) listener(numbered);
  }

  /** Gives the events after `seq`, then every new one, until the returned function is called. */
  follow(seq: number, listener: Listener): () => void {
    for (const event of this.events.slice(seq)) listener(event);
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** The latest turns of all conversations, so that a client can resume where it was cut. */
export class TurnLog {
  private readonly turns = new Map<string, TurnRecord>();

  begin(conversationId: string, turnId: string): TurnRecord {
    const key = keyOf(conversationId, turnId);
    const record = new TurnRecord(turnId);
    this.turns.delete(key);
    this.turns.set(key, record);
    if (this.turns.size > KEPT_TURNS) this.turns.delete(this.turns.keys().next().value!);
    return record;
  }

  find(conversationId: string, turnId: string): TurnRecord | undefined {
    return this.turns.get(keyOf(conversationId, turnId));
  }
}

function keyOf(conversationId: string, turnId: string): string {
  return `${conversationId} ${turnId}`;
}
