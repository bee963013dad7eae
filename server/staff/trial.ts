import type { Engine } from "../chat/engine.js";
import { runTurn } from "../chat/turn.js";
import { unknownDocument } from "../errors.js";
import { maskPersonal } from "../privacy.js";
import type { ToldTurn, TrialBody } from "../schemas/staff-asked.js";
import { newId } from "../store/store.js";
import { toldTurn } from "./told-turn.js";

/**
 * Asks a question as a visitor would, of the engine's snapshot and without a model; nothing of it is stored.
 * @param today ISO day in China
 * @throws AppError unknown_document
 */
export async function tryQuestion(body: TrialBody, engine: Engine, today: string): Promise<ToldTurn> {
  if (body.documentId !== undefined && !engine.snapshot.documents.has(body.documentId)) throw unknownDocument();
  const asked = { ...body, question: maskPersonal(body.question), asOf: body.asOf ?? today };
  const running = runTurn({ ...asked, conversationId: newId(), history: [] }, engine);
  let step = await running.next();
  while (!step.done) step = await running.next();
  return toldTurn(asked, step.value, engine.snapshot);
}
