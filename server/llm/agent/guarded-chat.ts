import "./no-tracing.js";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatGenerationChunk } from "@langchain/core/outputs";
import { ChatOpenAICompletions } from "@langchain/openai";
import type { EndpointSettings } from "../../../ingest/index.js";
import { limitedFetch } from "../limited-fetch.js";
import { ModelError } from "../model-error.js";
import type { Profile } from "../profile.js";
import { timedStream } from "../timed-stream.js";

const WHOLE: readonly string[] = ["stop", "tool_calls"];

/** An OpenAI-compatible endpoint that is always streamed, timed, bounded, and believed only when it says that it has finished. */
export class GuardedChat extends ChatOpenAICompletions {
  constructor(
    { baseUrl, model, apiKey }: EndpointSettings,
    private readonly limits: Profile,
  ) {
    super({
      model,
      apiKey: apiKey ?? "none",
      configuration: { baseURL: baseUrl, organization: null, project: null, fetch: limitedFetch(limits.maxBytes, apiKey) },
      streaming: true,
      streamUsage: limits.usage,
      temperature: limits.temperature,
      maxTokens: limits.maxTokens,
      maxRetries: 1,
    });
  }

  /** langchain's own fetches a tokenizer from the internet. Only ever an estimate: about a token a character in Chinese. */
  override async getNumTokens(content: unknown): Promise<number> {
    return typeof content === "string" ? content.length : 0;
  }

  /** Some servers name no role; the reply is the assistant's all the same. */
  override _convertCompletionsDeltaToBaseMessageChunk(...[delta, raw, role]: Parameters<ChatOpenAICompletions["_convertCompletionsDeltaToBaseMessageChunk"]>) {
    return super._convertCompletionsDeltaToBaseMessageChunk(delta, raw, role ?? "assistant");
  }

  override async *_streamResponseChunks(messages: BaseMessage[], options: this["ParsedCallOptions"], runManager?: CallbackManagerForLLMRun): AsyncGenerator<ChatGenerationChunk> {
    const abort = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, abort.signal]) : abort.signal;
    const { firstTokenMs, idleMs, maxCharacters, finishReason } = this.limits;
    const chunks = super._streamResponseChunks(messages, { ...options, signal }, runManager);
    let finished: string | null = null;
    let characters = 0;
    for await (const chunk of timedStream(chunks, { firstMs: firstTokenMs, idleMs }, () => abort.abort())) {
      characters += chunk.text.length;
      if (characters > maxCharacters) throw new ModelError("too_long", `对话模型的回复超过 ${maxCharacters} 字`);
      finished = (chunk.generationInfo?.["finish_reason"] as string | undefined) ?? finished;
      yield chunk;
    }
    if (finished === null && finishReason === "lenient" && characters > 0) return;
    if (finished === null || !WHOLE.includes(finished)) throw new ModelError("cut_off", `对话模型的回复没有写完（${finished ?? "没有结束标记"}）`);
  }
}
