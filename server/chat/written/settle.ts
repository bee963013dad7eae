import type { Answer, Notice } from "../../schemas/objects.js";
import type { TurnEvent } from "../../schemas/socket.js";
import { toCitation } from "../citations.js";
import type { Content, Draft } from "../draft.js";
import type { GuardFinding } from "../guards/guards.js";
import { noticesFor } from "../notices.js";
import { writeAnswer, type Retold, type Writing, type WrittenAnswer } from "./write-answer.js";

/** What a guard found, or a sentence of a model that did not hold. */
export type Finding = GuardFinding | { guard: "written"; detail: string };

/** Runs the guards over the draft with this in place of its own; what they do not pass comes back as a refusal. */
export type Verify = (content: Partial<Draft>, mode: Answer["mode"]) => { content: Content; guards: GuardFinding[] };

/** A verified answer, and how it came about. */
export interface Settled {
  content: Content;
  guards: Finding[];
  mode: Answer["mode"];
  written?: WrittenAnswer["record"];
}

interface Settling extends Omit<Retold, "chosen" | "opening"> {
  writing: Writing | null;
}

/** The draft, verified and told: in a model's words where there is one and its words hold, else as it stands. */
export async function* settle(draft: Draft, verify: Verify, { writing, ...turn }: Settling): AsyncGenerator<TurnEvent, Settled> {
  const quoted: Settled = { ...verify({}, "extractive"), mode: "extractive" };
  const retold = writing && draft.retold && quoted.content.outcome === "answered" ? yield* retell(draft, verify, { ...turn, chosen: draft.retold, opening: draft.opening }, writing) : null;
  if (retold?.mode === "model") return retold;
  const settled = retold ? { ...retold, content: withNotice(quoted.content, retold.written?.fallback ?? "") } : quoted;
  const { citations, answer } = settled.content;
  if (citations.length > 0) yield { type: "evidence", citations };
  for (const text of answer.split(/(?<=\n)/)) yield { type: "text-delta", text };
  return settled;
}

/** The answer in a model's words, held to the same guards as the quotes; in mode `extractive` where those stand. */
async function* retell(draft: Draft, verify: Verify, turn: Retold, writing: Writing): AsyncGenerator<TurnEvent, Settled> {
  const { text, spans, faults, record } = yield* writeAnswer(turn, writing);
  const withdrawn: Finding[] = faults.map((detail) => ({ guard: "written", detail }));
  if (text === null) return { content: draft, guards: withdrawn, mode: "extractive", written: record };
  const citations = spans.map((span, i) => toCitation(span, i + 1, turn.asOf));
  const notices: Notice[] = [...noticesFor(spans, turn.found.understanding.regions, turn.asOf), { kind: "model_generated", text: writing.label }];
  const { content, guards } = verify({ answer: withoutOpening(text, turn.opening), citations, notices }, "model");
  if (guards.length > 0) {
    const fallback = "模型写的全文没有通过核对";
    yield { type: "withdrawn", what: "all", reason: fallback };
    return { content: draft, guards: [...withdrawn, ...guards], mode: "extractive", written: { ...record, fallback } };
  }
  for (const gap of draft.gaps) yield { type: "text-delta", text: `\n\n${gap}` };
  return { content, guards: withdrawn, mode: "model", written: record };
}

/** The opening was told with the first sentence, and is put before the answer once more. */
function withoutOpening(text: string, opening: readonly string[]): string {
  return text.slice(opening.map((said) => `${said}\n\n`).join("").length);
}

function withNotice(content: Content, fallback: string): Content {
  return { ...content, notices: [...content.notices, { kind: "model_fallback", text: `${fallback}，以下为原文摘录。` }] };
}
