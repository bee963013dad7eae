import { EndpointError } from "../../ingest/index.js";
import { Breaker } from "./breaker.js";
import type { ChatModel } from "./chat-model.js";
import { ModelError } from "./model-error.js";
import type { Prompt } from "./prompt.js";

/** Wordings that are asked for, and characters that one may have. */
const MOST = 3;
const LONGEST = 60;
/** Markers of a list, and quotation marks around a line: models add them whatever they are told. */
const TRIMMED = /^(?:[-*•·]|\d{1,2}[.、．)）])?\s*[“"「]?|[”"」]?\s*$/g;
const NONE = "无";

/** Lets a model put a lay question into the words of official documents. It proposes; what is found decides. */
export class QuestionRewriter {
  constructor(
    private readonly chat: ChatModel,
    private readonly prompt: Prompt,
    private readonly breaker = new Breaker(),
  ) {}

  /** @returns other wordings, best first; none where the model has none, fails or is left in peace */
  async rewrite(question: string): Promise<string[]> {
    try {
      this.breaker.enter();
      const reply = await this.chat.complete([{ role: "user", content: this.prompt.fill({ question, count: String(MOST) }) }]);
      this.breaker.succeeded();
      return linesOf(reply).filter((line) => line !== question).slice(0, MOST);
    } catch (error) {
      if (error instanceof EndpointError) this.breaker.failed();
      else if (!(error instanceof ModelError)) throw error;
      return [];
    }
  }
}

function linesOf(reply: string): string[] {
  const lines = reply.split("\n").map((line) => line.trim().replace(TRIMMED, ""));
  return [...new Set(lines)].filter((line) => line !== "" && line !== NONE && line.length <= LONGEST);
}
