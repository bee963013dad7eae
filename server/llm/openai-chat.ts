import { z } from "zod";
import { AppError } from "../errors.js";
import type { ChatMessage, ChatModel } from "./chat-model.js";

/** An OpenAI-compatible chat endpoint. */
export interface ChatEndpoint {
  /** Up to and without `/chat/completions`. */
  baseUrl: string;
  model: string;
  apiKey?: string;
}

const DEFAULT_TIMEOUT_MS = 120_000;

const replySchema = z.object({
  choices: z.array(z.object({ finish_reason: z.string().nullish(), message: z.object({ content: z.string() }) })).min(1),
});

/** A model behind `POST {baseUrl}/chat/completions`, asked without streaming. Nothing is retried and no redirect is followed. */
export class OpenAiChat implements ChatModel {
  readonly name: string;

  constructor(
    private readonly endpoint: ChatEndpoint,
    private readonly timeoutMs = DEFAULT_TIMEOUT_MS,
  ) {
    this.name = endpoint.model;
  }

  async complete(messages: readonly ChatMessage[]): Promise<string> {
    const result = replySchema.safeParse(await this.post({ model: this.endpoint.model, messages, stream: false }));
    if (!result.success) throw failed("回复的格式不对");
    const { finish_reason: finished, message } = result.data.choices[0]!;
    // Servers reply with status 200 to half an answer too: only `stop` says that it is whole.
    if (finished !== "stop") throw failed(`回复没有写完（${finished ?? "没有结束标记"}）`);
    return message.content;
  }

  private async post(body: object): Promise<unknown> {
    const { baseUrl, apiKey } = this.endpoint;
    const headers = { "content-type": "application/json", ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }) };
    let reply: Response;
    let text: string;
    try {
      reply = await fetch(`${baseUrl}/chat/completions`, { method: "POST", headers, body: JSON.stringify(body), redirect: "error", signal: AbortSignal.timeout(this.timeoutMs) });
      text = await reply.text();
    } catch (cause) {
      const late = (cause as Error).name === "TimeoutError";
      throw failed(late ? `${this.timeoutMs / 1000} 秒内没有回复` : "连接不上", cause);
    }
    if (!reply.ok) throw failed(`返回状态 ${reply.status}`);
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw failed("回复不是 JSON", cause);
    }
  }
}

function failed(why: string, cause?: unknown): AppError {
  return new AppError("model_failed", 502, `模型接口${why}，请检查 LLM_BASE_URL、LLM_MODEL 和 LLM_API_KEY。`, { cause });
}
