import { Assistant } from "../../server/chat/assistant.js";
import type { Engine } from "../../server/chat/engine.js";
import type { Writing } from "../../server/chat/written/write-answer.js";
import { Metrics } from "../../server/plugins/metrics.js";
import type { Answer } from "../../server/schemas/objects.js";
import { Store } from "../../server/store/store.js";
import type { Understanding } from "../../server/understanding/understanding.js";
import type { QuestionCase } from "./question-set.js";
import { scoreCase, type CaseScore } from "./scoring.js";

/** A question with the answer to its last turn, scored. */
export interface CaseResult {
  question: QuestionCase;
  answer: Answer;
  score: CaseScore;
  /** Provisions of the last turn: those cited by number, then what the search found, best first. */
  found: string[];
}

/** Asks every question of a set, each in a conversation of its own, and scores the answers as of that day. */
export async function runSet(engine: Engine, questions: readonly QuestionCase[], asOf: string, writing: Writing | null = null): Promise<CaseResult[]> {
  const store = new Store(":memory:");
  const assistant = new Assistant(engine, store, new Metrics(), () => asOf, writing);
  const results: CaseResult[] = [];
  for (const question of questions) {
    const answer = await lastAnswer(assistant, question.turns);
    results.push({ question, answer, found: foundFor(answer, store), score: scoreCase(question, answer, { documents: engine.snapshot.documents, asOf }) });
  }
  store.close();
  return results;
}

function foundFor({ answerId, citations }: Answer, store: Store): string[] {
  const turn = store.findTurn(answerId)!;
  const { references } = turn.understanding as Understanding;
  const named = references.length > 0 ? citations.map(({ provisionId }) => provisionId) : [];
  return [...new Set([...named, ...turn.evidence.map(({ provisionId }) => provisionId)])];
}

async function lastAnswer(assistant: Assistant, turns: readonly string[]): Promise<Answer> {
  let answer: Answer | undefined;
  for (const question of turns) answer = await assistant.answer({ question, conversationId: answer?.conversationId });
  return answer!;
}
