import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Assistant } from "../chat/assistant.js";
import { AppError } from "../errors.js";
import type { ApiKeys } from "../plugins/api-keys.js";
import { chatCompletionsBodySchema, questionsIn, type ChatCompletionsBody } from "../schemas/chat-completions.js";
import { errorSchema, type Answer } from "../schemas/objects.js";

const MODEL = "policy-assistant";
/** Such clients send the whole conversation with every turn, answers included; whoever sends it has a key. Bytes. */
const CONVERSATION_LIMIT = 1 << 20;

/** POST /v1/chat/completions and GET /v1/models: the assistant for clients that speak OpenAI's chat API. */
export const chatCompletionsRoutes =
  (assistant: Assistant, keys: ApiKeys): FastifyPluginAsyncZod =>
  async (app) => {
    app.addHook("onRequest", async (request) => keys.admit(request));
    const object = z.looseObject({});

    app.get("/v1/models", { schema: { summary: "模型列表（OpenAI 格式）", response: { 200: object, "4xx": errorSchema } } }, async () => ({
      object: "list",
      data: [{ id: MODEL, object: "model", created: 0, owned_by: MODEL }],
    }));

    app.post(
      "/v1/chat/completions",
      { bodyLimit: CONVERSATION_LIMIT, schema: { summary: "对话（OpenAI 格式）", description: "引文写在回答末尾，也在 policy 字段里。", body: chatCompletionsBodySchema, response: { 200: object, "4xx": errorSchema } } },
      async ({ body, protocol, host }, reply) => {
        const answer = withWholeLinks(await answerTo(assistant, body), `${protocol}://${host}`);
        if (!body.stream) return completionOf(answer);
        reply.header("content-type", "text/event-stream; charset=utf-8").header("cache-control", "no-cache");
        return reply.send(Readable.from(chunksOf(answer, body.stream_options?.include_usage === true)) as never);
      },
    );
  };

/** The client keeps the conversation: its earlier questions are asked again, so that the last one can lean on them. */
async function answerTo(assistant: Assistant, body: ChatCompletionsBody): Promise<Answer> {
  let answer: Answer | null = null;
  for (const question of questionsOf(body)) answer = await assistant.answer({ question, ...(answer ? { conversationId: answer.conversationId } : {}) });
  return answer!;
}

/** Such clients show the answer on pages of their own, where a path alone leads nowhere. */
function withWholeLinks(answer: Answer, origin: string): Answer {
  return { ...answer, citations: answer.citations.map((citation) => ({ ...citation, url: new URL(citation.url, origin).href })) };
}

/** @throws AppError bad_request */
function questionsOf(body: ChatCompletionsBody): string[] {
  try {
    return questionsIn(body);
  } catch (cause) {
    if (cause instanceof z.ZodError) throw new AppError("bad_request", 400, `${cause.issues[0]!.message}。`, { cause });
    throw cause;
  }
}

function completionOf(answer: Answer) {
  const message = { role: "assistant", content: contentOf(answer), refusal: null };
  return { ...headOf(answer), object: "chat.completion", choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }], usage: NO_USAGE, policy: answer };
}

/** Such clients cannot take text back, so an answer is streamed when it is verified as a whole. @param withUsage whether a chunk with the usage ends it */
function* chunksOf(answer: Answer, withUsage: boolean): Generator<string> {
  const told = (choices: object[], more: object): string => `data: ${JSON.stringify({ ...headOf(answer), object: "chat.completion.chunk", choices, ...more })}\n\n`;
  const chunk = (delta: object, finish_reason: string | null, more: object = {}): string => told([{ index: 0, delta, finish_reason }], more);
  yield chunk({ role: "assistant", content: "" }, null);
  for (const content of contentOf(answer).split(/(?<=\n)/)) yield chunk({ content }, null);
  yield chunk({}, "stop", { policy: answer });
  if (withUsage) yield told([], { usage: NO_USAGE });
  yield "data: [DONE]\n\n";
}

function headOf({ answerId }: Answer) {
  return { id: `chatcmpl-${answerId}`, created: Math.floor(Date.now() / 1000), model: MODEL };
}

const NO_USAGE = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** The answer, what must be known beside it, and where each mark leads. */
function contentOf({ answer, citations, notices }: Answer): string {
  const list = (title: string, lines: string[]): string[] => (lines.length > 0 ? [`${title}\n${lines.join("\n")}`] : []);
  return [
    answer,
    ...list("提示：", notices.map(({ text }) => `- ${text}`)),
    ...list("出处：", citations.map(({ n, documentTitle, label, url }) => `- [${n}] 《${documentTitle}》${label} ${url}`)),
  ].join("\n\n");
}
