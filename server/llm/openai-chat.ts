import { z } from "zod";
import { JsonEndpoint, type EndpointSettings } from "../../ingest/index.js";
import type { ChatMessage, ChatModel } from "./chat-model.js";

const DEFAULT_TIMEOUT_MS = 120_000;

const replySchema = z.object({
  choices: z.array(z.object({ finish_reason: z.string().nullish(), message: z.object({ content: z.string() }) })).min(1),
});

/** A model behind `POST {baseUrl}/chat/completions`, asked without streaming. */
export class OpenAiChat implements ChatModel {
  readonly name: string;
  private readonly endpoint: JsonEndpoint;

  constructor(
    settings: EndpointSettings,
    private readonly timeoutMs = DEFAULT_TIMEOUT_MS,
  ) {
    this.name = settings.model;
    this.endpoint = new JsonEndpoint("对话模型", settings);
  }

  async complete(messages: readonly ChatMessage[]): Promise<string> {
    const { choices } = await this.endpoint.post("/chat/completions", { messages, stream: false }, replySchema, this.timeoutMs);
    const { finish_reason: finished, message } = choices[0]!;
    // Servers reply with status 200 to half an answer too: only `stop` says that it is whole.
    if (finished !== "stop") throw this.endpoint.malformed(`回复没有写完（${finished ?? "没有结束标记"}）`);
    return message.content;
  }
}
