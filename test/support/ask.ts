import { Assistant } from "../../server/chat/assistant.js";
import { Metrics } from "../../server/plugins/metrics.js";
import type { Answer } from "../../server/schemas/objects.js";
import { Store } from "../../server/store/store.js";
import { realEngine } from "./engine.js";

const engine = realEngine();

/** Asks the questions of one conversation over the real corpus, in order; the last answer. */
export async function askReal(...questions: string[]): Promise<Answer> {
  const store = new Store(":memory:");
  const assistant = new Assistant(engine, store, new Metrics());
  let answer: Answer | undefined;
  for (const question of questions) answer = await assistant.answer({ question, conversationId: answer?.conversationId });
  store.close();
  return answer!;
}
