import { z } from "zod";
import { questionSchema } from "./http.js";

/** The OpenAI chat API as far as this server speaks it; what else a client sends is ignored. */

const contentSchema = z.union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.string().optional() })), z.null()]);

export const chatCompletionsBodySchema = z
  .looseObject({
    model: z.string().max(200).optional(),
    messages: z.array(z.looseObject({ role: z.string(), content: contentSchema.optional() })).min(1, "messages 不能为空"),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  })
  .meta({ id: "ChatCompletionsBody" });
export type ChatCompletionsBody = z.infer<typeof chatCompletionsBodySchema>;

/**
 * The questions of a chat, oldest first; the last is the one that is asked. Earlier ones that are none (a picture, a whole text) are
 * passed over: the client sends them again with every turn. @throws ZodError where the last is none
 */
export function questionsIn({ messages }: ChatCompletionsBody): string[] {
  const asked = messages.filter(({ role }) => role === "user").map(({ content }) => (Array.isArray(content) ? content.map(({ text }) => text ?? "").join("") : (content ?? "")));
  const earlier = asked.slice(-MOST_QUESTIONS, -1).filter((text) => questionSchema.safeParse(text).success);
  return z.array(questionSchema).min(1, "没有 role 为 user 的消息").parse([...earlier, ...asked.slice(-1)]);
}

/** Earlier questions that a turn may lean on, and its own. */
const MOST_QUESTIONS = 4;
