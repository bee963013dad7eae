import type { AnswerWriter } from "../../llm/answer-writer.js";
import { ModelError } from "../../llm/model-error.js";
import type { QuestionRewriter } from "../../llm/question-rewriter.js";
import type { Prompt } from "../../llm/prompt.js";
import type { Answer, Citation } from "../../schemas/objects.js";
import type { TurnEvent } from "../../schemas/socket.js";
import type { Chosen } from "../chosen.js";
import { toCitation, type CitedSpan } from "../citations.js";
import type { Engine } from "../engine.js";
import type { Found } from "../found.js";
import { agentTools } from "./agent-tools.js";
import { shortOf } from "./enough.js";
import { evidenceText } from "./evidence-text.js";
import { Offered } from "./offered.js";
import type { Segment } from "./segments.js";
import { SentenceBuffer } from "./sentence-buffer.js";
import { verifySentence, writeSegment, type Ground } from "./verify.js";

/** A language model that may write answers, with its prompt and the label that its answers carry. */
export interface Writing {
  writer: AnswerWriter;
  prompt: Prompt;
  /** What readers are told of an answer that a model wrote. */
  label: string;
  /** Who runs the service, for the label inside exported answers; may be empty. */
  producer: string;
  /** Puts a refused question into other words; null: refusals stand. */
  rewriter: QuestionRewriter | null;
}

/** The turn that is to be retold, and what the extractive answer says before what it quotes. */
export interface Retold {
  found: Found;
  chosen: Chosen;
  engine: Engine;
  asOf: string;
  opening: readonly string[];
  signal?: AbortSignal;
}

/** What became of it; `text` is null where the extractive answer stands. */
export interface WrittenAnswer {
  text: string | null;
  spans: CitedSpan[];
  faults: string[];
  record: NonNullable<Answer["written"]>;
}

/**
 * Lets the model write, and passes on a sentence only when it has been held against the evidence. What fails is told as
 * withdrawn; where too little is left, or the model fails, everything is.
 */
export async function* writeAnswer(turn: Retold, writing: Writing): AsyncGenerator<TurnEvent, WrittenAnswer> {
  const draft = new WrittenDraft(turn);
  let fallback: string | null;
  try {
    for await (const piece of writing.writer.write(taskOf(turn, writing, draft.ground.offered), turn.signal)) yield* "text" in piece ? draft.take(piece.text) : draft.restart();
    yield* draft.finish();
    fallback = shortOf(draft.kept, draft.faults.length, turn.chosen, turn.found.understanding);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    fallback = error.message;
  }
  if (fallback !== null) yield* draft.restart(fallback);
  const record = { model: writing.writer.model, prompt: `answer@${writing.prompt.version}`, kept: draft.kept.length, withdrawn: draft.faults.length, ...(fallback === null ? {} : { fallback }) };
  return { text: fallback === null ? draft.text : null, spans: draft.spans, faults: draft.faults, record };
}

function taskOf({ found, chosen, engine, asOf }: Retold, { prompt }: Writing, offered: Offered) {
  const { question, whole } = found.understanding;
  const system = prompt.fill({ today: asOf, scopes: chosen.scopes.join("、"), evidence: evidenceText(found, chosen, offered, asOf) });
  return { system, question: whole === question ? question : `${question}\n（接着上文，即：${whole}）`, tools: agentTools(engine, offered, asOf) };
}

/** The text as it grows: what holds, with its citations numbered in the order in which they come. */
class WrittenDraft {
  readonly ground: Ground;
  readonly faults: string[] = [];
  kept: Segment[][] = [];
  spans: CitedSpan[] = [];
  text = "";
  private buffer = new SentenceBuffer();

  constructor(private readonly turn: Retold) {
    const { found, asOf } = turn;
    this.ground = { offered: new Offered(), understanding: found.understanding, snapshot: found.snapshot, asOf };
  }

  *take(piece: string): Generator<TurnEvent> {
    for (const sentence of this.buffer.push(piece)) yield* this.hold(sentence);
  }

  *finish(): Generator<TurnEvent> {
    for (const sentence of this.buffer.flush()) yield* this.hold(sentence);
  }

  /** Takes back what was said so far. @param reason left out where the model only thought aloud before it looked something up */
  *restart(reason?: string): Generator<TurnEvent> {
    if (this.text !== "" || reason !== undefined) yield { type: "withdrawn", what: "all", reason: reason ?? "模型重新查找了依据" };
    this.buffer = new SentenceBuffer();
    [this.kept, this.spans, this.text] = [[], [], ""];
    if (reason === undefined) this.faults.length = 0;
  }

  private *hold(sentence: string): Generator<TurnEvent> {
    const verified = verifySentence(sentence, this.ground);
    if ("fault" in verified) {
      this.faults.push(verified.fault);
      yield { type: "withdrawn", what: "sentence", reason: verified.fault };
      return;
    }
    const known = this.spans.length;
    const begins = this.text === "" ? this.turn.opening.map((said) => `${said}\n\n`).join("") : sentence.startsWith("\n") ? "\n" : "";
    const text = begins + verified.segments.map((segment) => writeSegment(segment, (span) => this.numberOf(span))).join("");
    this.kept.push(verified.segments);
    this.text += text;
    if (this.spans.length > known) yield { type: "evidence", citations: this.citations() };
    yield { type: "text-delta", text, provisional: true };
  }

  private numberOf(span: CitedSpan): number {
    const at = this.spans.indexOf(span);
    return at >= 0 ? at + 1 : this.spans.push(span);
  }

  private citations(): Citation[] {
    return this.spans.map((span, i) => toCitation(span, i + 1, this.turn.asOf));
  }
}
