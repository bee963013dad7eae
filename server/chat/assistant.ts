import { today } from "../clock.js";
import { unknownConversation, unknownDocument } from "../errors.js";
import type { Metrics } from "../plugins/metrics.js";
import { maskPersonal } from "../privacy.js";
import type { AskBody } from "../schemas/http.js";
import type { Answer } from "../schemas/objects.js";
import type { TurnEvent } from "../schemas/socket.js";
import { newId, type Store, type StoredRequest } from "../store/store.js";
import { rememberedTurns, type RememberedTurn } from "../understanding/conversation.js";
import type { EngineSource } from "./engine.js";
import { rememberedInterview } from "./interview/state.js";
import { runTurn, type TurnOutcome } from "./turn.js";
import type { Writing } from "./written/write-answer.js";

/** Turns of a conversation that a new one may lean on. */
export const REMEMBERED_TURNS = 6;

/** Conversations: what a turn remembers, and keeping its outcome before anyone is told. */
export class Assistant {
  constructor(
    private readonly engines: EngineSource,
    private readonly store: Store,
    private readonly metrics: Metrics,
    private readonly clock: () => string = today,
    /** A model that may retell answers; null: none. */
    private readonly writing: Writing | null = null,
  ) {}

  /**
   * Checks a question before anything of it is answered.
   * @param opened an id that this connection was given and that has no turn yet
   * @throws AppError unknown_conversation, unknown_document
   */
  check(body: AskBody, opened?: string): void {
    const { conversationId, documentId } = body;
    if (conversationId !== undefined && conversationId !== opened && !this.store.hasConversation(conversationId)) throw unknownConversation();
    if (documentId !== undefined && !this.engines.current.snapshot.documents.has(documentId)) throw unknownDocument();
  }

  /**
   * Runs a checked turn. Personal numbers are masked before anything else. The answer is stored before its event is yielded; an
   * aborted turn is not stored.
   */
  async *ask(asked: AskBody, signal?: AbortSignal): AsyncGenerator<TurnEvent, Answer | null> {
    const body = { ...asked, question: maskPersonal(asked.question) };
    if (body.question !== asked.question) this.metrics.countMasked();
    const conversationId = body.conversationId ?? newId();
    const request = { region: body.region, documentId: body.documentId, asOf: body.asOf ?? this.clock() };
    const turn = runTurn({ ...body, ...request, conversationId, history: this.history(conversationId), interview: rememberedInterview(this.store.lastInterview(conversationId)) }, this.engines.current, { writing: this.writing, signal });
    for (;;) {
      const step = await turn.next();
      if (signal?.aborted) return null;
      if (step.done) {
        this.keep(body.question, request, step.value);
        yield { type: "answer", ...step.value.answer };
        return step.value.answer;
      }
      yield step.value;
    }
  }

  /** The same, without the events. */
  async answer(body: AskBody): Promise<Answer> {
    const turn = this.ask(body);
    for (;;) {
      const step = await turn.next();
      if (step.done) return step.value!;
    }
  }

  private history(conversationId: string): RememberedTurn[] {
    return rememberedTurns(this.store.recentUnderstandings(conversationId, REMEMBERED_TURNS));
  }

  private keep(question: string, request: StoredRequest, { answer, understanding, evidence, guards, interview }: TurnOutcome): void {
    this.store.saveTurn({
      answerId: answer.answerId,
      conversationId: answer.conversationId,
      question,
      request,
      understanding,
      evidence,
      guards,
      answer,
      snapshot: answer.snapshot,
      interview,
    });
    this.metrics.countTurn(answer, guards);
  }
}
