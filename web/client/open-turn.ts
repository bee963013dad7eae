import type { AskBody } from "../../server/schemas/http.js";
import type { Answer, Citation } from "../../server/schemas/objects.js";
import type { NumberedEvent, Stage } from "../../server/schemas/socket.js";
import { newTurnId } from "./turn-id.js";

/** What a turn tells while it runs. Exactly one of `onAnswer` and `onFailure` ends it, unless it is cancelled. */
export interface TurnListener {
  onStage(stage: Stage): void;
  onEvidence(citations: Citation[]): void;
  onText(text: string): void;
  onAnswer(answer: Answer): void;
  /** @param message a Chinese sentence fit to show */
  onFailure(message: string): void;
  /** The connection was cut and is being mended; events go on after it, or `onRestart` comes. */
  onReconnecting(): void;
  /** The turn begins anew (the server no longer knew it): text received so far is void. */
  onRestart(): void;
}

/** What a question is about where it does not say so itself. */
export type AskContext = Pick<AskBody, "region" | "documentId">;

/** The question under way, and how much of its reply has arrived. */
export class OpenTurn {
  /** A new one for every asking, so that a late event of an earlier asking is told apart. */
  turnId = newTurnId();
  lastSeq = 0;
  /** Connections that failed since the last event of this turn. */
  failures = 0;
  /** How often the question was asked over again. */
  restarts = 0;
  /** Where the question was asked over a WebSocket: set, a cut calls for `resume`, not for a second `ask`. */
  askedIn: string | null = null;
  /** A `resume` waits for its first event. */
  resuming = false;
  /** Set while the question goes over plain HTTP. */
  httpRequest: AbortController | null = null;

  constructor(
    readonly question: string,
    readonly listener: TurnListener,
    readonly context: AskContext = {},
  ) {}

  /** Takes an event in its order; false for one that belongs elsewhere or has come before (a resume may repeat). */
  accepts(event: NumberedEvent): boolean {
    if (event.turnId !== this.turnId || event.seq <= this.lastSeq) return false;
    this.lastSeq = event.seq;
    this.failures = 0;
    this.resuming = false;
    return true;
  }

  /** Forgets what has arrived, and says so to the listener where there was anything. */
  restart(): void {
    const hadEvents = this.lastSeq > 0;
    this.turnId = newTurnId();
    this.lastSeq = 0;
    this.restarts += 1;
    this.askedIn = null;
    this.resuming = false;
    if (hadEvents) this.listener.onRestart();
  }
}
