import "./no-tracing.js";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { AIMessageChunk, BaseMessage } from "@langchain/core/messages";
import type { ChatGenerationChunk } from "@langchain/core/outputs";
import { ChatOpenAICompletions } from "@langchain/openai";
import type { OpenAI } from "openai";
import type { EndpointSettings } from "../../../ingest/index.js";
import { limitedFetch } from "../limited-fetch.js";
import { ModelError } from "../model-error.js";
import type { Profile } from "../profile.js";
import { timedStream } from "../timed-stream.js";

type Streaming = [OpenAI.Chat.ChatCompletionCreateParamsStreaming, OpenAI.RequestOptions?];
type Whole = [OpenAI.Chat.ChatCompletionCreateParamsNonStreaming, OpenAI.RequestOptions?];
type Message = OpenAI.Chat.ChatCompletionMessageParam;

const WHOLE: readonly string[] = ["stop", "tool_calls"];

/** An OpenAI-compatible endpoint that is always streamed, timed, bounded, and believed only when it says that it has finished. */
export class GuardedChat extends ChatOpenAICompletions {
  /** What the model thought before it called tools, by the calls' ids; langchain does not send it back. */
  private readonly thoughts = new Map<string, string>();

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
    const chunk = super._convertCompletionsDeltaToBaseMessageChunk(delta, raw, role ?? "assistant");
    const thought: unknown = delta["reasoning_content"];
    if (typeof thought === "string") chunk.additional_kwargs["reasoning_content"] = thought;
    return chunk;
  }

  override completionWithRetry(request: Streaming[0], options?: Streaming[1]): Promise<AsyncIterable<OpenAI.Chat.ChatCompletionChunk>>;
  override completionWithRetry(request: Whole[0], options?: Whole[1]): Promise<OpenAI.Chat.ChatCompletion>;
  /** With its thoughts beside the calls that came of them, where the server wants them back. */
  override completionWithRetry(request: Streaming[0] | Whole[0], options?: Streaming[1]): Promise<unknown> {
    const messages = this.limits.reasoning === "return" ? request.messages.map((message) => this.withThought(message)) : request.messages;
    return super.completionWithRetry({ ...request, messages } as Streaming[0], options);
  }

  private withThought(message: Message): Message {
    const call = message.role === "assistant" ? message.tool_calls?.[0] : undefined;
    const thought = call && this.thoughts.get(call.id);
    return thought === undefined ? message : Object.assign({ ...message }, { reasoning_content: thought });
  }

  override async *_streamResponseChunks(messages: BaseMessage[], options: this["ParsedCallOptions"], runManager?: CallbackManagerForLLMRun): AsyncGenerator<ChatGenerationChunk> {
    const abort = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, abort.signal]) : abort.signal;
    const { firstTokenMs, idleMs, maxCharacters, finishReason } = this.limits;
    const chunks = super._streamResponseChunks(messages, { ...options, signal }, runManager);
    let finished: string | null = null;
    let characters = 0;
    let thought = "";
    for await (const chunk of timedStream(chunks, { firstMs: firstTokenMs, idleMs }, () => abort.abort())) {
      characters += chunk.text.length;
      if (characters > maxCharacters) throw new ModelError("too_long", `对话模型的回复超过 ${maxCharacters} 字`);
      finished = (chunk.generationInfo?.["finish_reason"] as string | undefined) ?? finished;
      thought += thoughtIn(chunk);
      for (const id of callsIn(chunk)) this.thoughts.set(id, thought);
      yield chunk;
    }
    if (finished === null && finishReason === "lenient" && characters > 0) return;
    if (finished === null || !WHOLE.includes(finished)) throw new ModelError("cut_off", `对话模型的回复没有写完（${finished ?? "没有结束标记"}）`);
  }
}

function thoughtIn({ message }: ChatGenerationChunk): string {
  return (message.additional_kwargs["reasoning_content"] as string | undefined) ?? "";
}

function callsIn({ message }: ChatGenerationChunk): string[] {
  return ((message as AIMessageChunk).tool_call_chunks ?? []).flatMap(({ id }) => id ?? []);
}
