import type { PolicyDocument } from "../../ingest/model.js";
import { toCitation, wholeSpan } from "../../server/chat/citations.js";
import type { Engine } from "../../server/chat/engine.js";
import type { Checked } from "../../server/chat/guards/guard.js";
import { documentNotices } from "../../server/chat/notices.js";
import { runTurn } from "../../server/chat/turn.js";
import type { Citation } from "../../server/schemas/objects.js";
import { realEngine } from "./engine.js";

/** A day on which the Shandong plan's period has ended. */
export const AS_OF = "2026-01-15";

/** Real answers as the guards see them. @throws Error for a question that is not answered, or answered in part (gaps follow the last mark) */
export async function checkedAnswers(questions: readonly string[]): Promise<Checked[]> {
  const engine = realEngine();
  const answers: Checked[] = [];
  for (const question of questions) answers.push(await checkedAnswer(question, engine));
  return answers;
}

async function checkedAnswer(question: string, engine: Engine): Promise<Checked> {
  const turn = runTurn({ question, conversationId: "conversation", asOf: AS_OF, history: [] }, engine);
  for (;;) {
    const step = await turn.next();
    if (!step.done) continue;
    const { answer, understanding } = step.value;
    if (answer.outcome !== "answered" || !/\[\d+\]( \|)?$/.test(answer.answer)) throw new Error(`expected an answer without gaps to ${question}, got ${answer.answer}`);
    return { ...answer, statements: [], question, understanding, asOf: AS_OF, documents: engine.snapshot.documents };
  }
}

/** An answer that quotes whole provisions of written documents, one a paragraph, with all the notices it needs. */
export function checkedOf(quoted: readonly { document: PolicyDocument; eId: string }[], given: Partial<Checked> = {}): Checked {
  const citations = quoted.map(({ document, eId }, i) => {
    const provision = document.provisions.find((candidate) => candidate.eId === eId)!;
    return toCitation(wholeSpan(document, provision), i + 1, AS_OF);
  });
  const documents = [...new Set(quoted.map(({ document }) => document))];
  return {
    answer: citations.map(({ documentTitle, quote, n }) => `《${documentTitle}》：${quote}[${n}]`).join("\n\n"),
    citations,
    notices: documents.flatMap((document) => documentNotices(document, AS_OF)),
    mode: "extractive",
    statements: [],
    question: "",
    understanding: { regions: [], documentIds: [] },
    asOf: AS_OF,
    documents: new Map(documents.map((document) => [document.meta.id, document])),
    ...given,
  };
}

/** The same answer with one citation changed. */
export function withCitation(checked: Checked, index: number, change: Partial<Citation>): Checked {
  return { ...checked, citations: checked.citations.map((citation, i) => (i === index ? { ...citation, ...change } : citation)) };
}
