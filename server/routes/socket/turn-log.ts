import type { NumberedEvent, TurnEvent } from "../../schemas/socket.js";

/** How many turns are kept for clients that come back after a cut, */
const KEPT_TURNS = 20_000;
/** and for how long after their last event. */
const KEPT_MS = 10 * 60_000;

type Listener = (event: NumberedEvent) => void;

/** One turn as it is told: its events, numbered from 1, and whoever listens. It outlives the socket that asked. */
export class TurnRecord {
  readonly abort = new AbortController();
  /** Time of the last event, ms. */
  toldAt = Date.now();
  private readonly events: NumberedEvent[] = [];
  private readonly listeners = new Set<Listener>();

  constructor(readonly turnId: string) {}

  /** True once its answer or error was told: nothing follows. */
  get ended(): boolean {
    const type = this.events[this.events.length - 1]?.type;
    return type === "answer" || type === "error";
  }

  tell(event: TurnEvent): void {
    const numbered = { ...event, turnId: this.turnId, seq: this.events.length + 1 };
    this.events.push(numbered);
    this.toldAt = Date.now();
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
  /** Oldest first. */
  private readonly turns = new Map<string, TurnRecord>();

  begin(conversationId: string, turnId: string): TurnRecord {
    this.forgetOld();
    const key = keyOf(conversationId, turnId);
    const record = new TurnRecord(turnId);
    this.turns.delete(key);
    this.turns.set(key, record);
    return record;
  }

  find(conversationId: string, turnId: string): TurnRecord | undefined {
    return this.turns.get(keyOf(conversationId, turnId));
  }

  /** Turns that have not ended. */
  running(): TurnRecord[] {
    return [...this.turns.values()].filter((record) => !record.ended);
  }

  private forgetOld(): void {
    const old = Date.now() - KEPT_MS;
    for (const [key, record] of this.turns) {
      if (this.turns.size <= KEPT_TURNS && (record.toldAt >= old || !record.ended)) break;
      this.turns.delete(key);
    }
  }
}

function keyOf(conversationId: string, turnId: string): string {
  return `${conversationId} ${turnId}`;
}
