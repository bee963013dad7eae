import { Prompt } from "../../server/llm/prompt.js";
import { AgentWriter } from "../../server/llm/open-writer.js";
import { profileSchema, type Profile } from "../../server/llm/profile.js";
import type { AnswerWriter } from "../../server/llm/answer-writer.js";
import type { Engine } from "../../server/chat/engine.js";
import { runTurn, type TurnOutcome, type TurnRequest } from "../../server/chat/turn.js";
import type { Writing } from "../../server/chat/written/write-answer.js";
import type { TurnEvent } from "../../server/schemas/socket.js";

export const LABEL = "模型写的";

export function writingWith(writer: AnswerWriter): Writing {
  return { writer, prompt: Prompt.read("prompts", "answer"), label: LABEL, producer: "某厅", rewriter: null };
}

/** The real agent over a local endpoint. */
export function writingAt(baseUrl: string, profile: Partial<Profile> = {}): Writing {
  return writingWith(new AgentWriter({ baseUrl, model: "scripted", apiKey: null }, profileSchema.parse(profile)));
}

/** A model in this process that says what `reply` makes of the evidence that it is shown, in small pieces. */
export function scripted(reply: (evidence: ShownProvision[], question: string) => string): Writing {
  return writingWith({
    model: "scripted",
    async *write({ system, question }) {
      const text = reply(shownIn(system), question);
      for (let at = 0; at < text.length; at += 5) yield { text: text.slice(at, at + 5) };
    },
  });
}

/** A provision as the prompt shows it. */
export interface ShownProvision {
  id: number;
  title: string;
  status: string;
  text: string;
}

/** The provisions that a prompt, or what a tool gave, shows. */
export function shownIn(text: string): ShownProvision[] {
  const evidence = text.slice(Math.max(0, text.lastIndexOf("依据：\n")));
  return [...evidence.matchAll(/^\[(\d+)\]《([^》]+)》.*?（([^（）]*)）：([\s\S]*?)(?=\n\[\d+\]《|$(?![\s\S]))/gm)].map(([, id, title, status, text]) => ({ id: Number(id), title: title!, status: status!, text: text! }));
}

/** A turn with a model: the events it told and what it returned. */
export async function writtenTurn(question: string, engine: Engine, writing: Writing | null, request: Partial<TurnRequest> = {}): Promise<TurnOutcome & { events: TurnEvent[] }> {
  const events: TurnEvent[] = [];
  const turn = runTurn({ question, conversationId: "conversation", asOf: "2026-01-15", history: [], ...request }, engine, { writing });
  for (;;) {
    const step = await turn.next();
    if (step.done) return { ...step.value, events };
    events.push(step.value);
  }
}

/** What a client shows in the end that takes deltas and withdrawals as they come. */
export function shownText(events: readonly TurnEvent[]): string {
  return events.reduce((text, event) => (event.type === "text-delta" ? text + event.text : event.type === "withdrawn" && event.what === "all" ? "" : text), "");
}

/** Says the first sentences of what it is shown, each with its number: a model that keeps to the text. */
export function faithful(evidence: ShownProvision[]): string {
  const byDocument = [...new Set(evidence.map(({ title }) => title))].flatMap((title) => evidence.filter((one) => one.title === title).slice(0, 3));
  return byDocument.flatMap(({ id, text }) => text.split(/(?<=[。；])/).map((sentence) => `${sentence.trim().replace(/[。；]$/, "")}[${id}]。`)).join("\n");
}
