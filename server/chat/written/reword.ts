import type { QuestionRewriter } from "../../llm/question-rewriter.js";
import type { Understanding } from "../../understanding/understanding.js";
import type { RefusalReason } from "../gate/check.js";

/** Refusals that another wording may undo: nothing spoke of what was asked in the words, or the language, in which it was asked. */
const REWORDABLE: readonly RefusalReason[] = ["not_covered", "nothing_found", "not_chinese"];

/**
 * Other wordings of a refused question, understood in its place. One that names another place, document, provision, company or figure
 * than was asked about is dropped: a model may change the words, not the matter.
 */
export async function reworded(refused: RefusalReason, asked: Understanding, rewriter: QuestionRewriter, understand: (question: string) => Understanding): Promise<Understanding[]> {
  if (!REWORDABLE.includes(refused)) return [];
  const wordings = await rewriter.rewrite(asked.whole);
  return wordings.map(understand).filter((other) => other.conduct === "question" && namedIn(other) === namedIn(asked));
}

function namedIn({ regions, places, documentIds, references, quantities }: Understanding): string {
  return JSON.stringify([regions, places.map(({ name }) => name), documentIds, references.map(({ said }) => said), quantities.map(({ canonical }) => canonical)].map((names) => [...names].sort()));
}
