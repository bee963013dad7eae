import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { onlyRegion } from "../channels/channel.js";
import type { Channels } from "../channels/channels.js";
import type { Gatekeeper } from "../channels/gatekeeper.js";
import type { Assistant } from "../chat/assistant.js";
import { z } from "zod";
import { askBodySchema, type AskBody } from "../schemas/http.js";
import { answerSchema, errorSchema } from "../schemas/objects.js";
import { errorBody } from "../plugins/error-handler.js";
import { newId } from "../store/store.js";

export interface AskRoom {
  assistant: Assistant;
  channels: Channels;
  gatekeeper: Gatekeeper;
}

/** POST /api/ask: an answer as JSON, or the turn's events as server-sent events. */
export const askRoutes =
  ({ assistant, channels, gatekeeper }: AskRoom): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      "/api/ask",
      {
        schema: {
          summary: "提问",
          description: "返回带出处的回答；`Accept: text/event-stream` 时逐个返回事件。",
          querystring: z.object({ channel: z.string().max(40).optional() }),
          body: askBodySchema,
          response: { 200: answerSchema, "4xx": errorSchema },
        },
      },
      async (request, reply) => {
        const channel = channels.admit(request.query.channel, request.headers.origin, request.headers.host);
        assistant.check(request.body);
        gatekeeper.question(channel, request.ip);
        const body = { region: onlyRegion(channel), ...request.body };
        if (!request.headers.accept?.includes("text/event-stream")) return assistant.answer(body);
        reply.header("content-type", "text/event-stream; charset=utf-8").header("cache-control", "no-cache");
        return reply.send(Readable.from(serverSentEvents(assistant, body, (error) => request.log.error({ err: error }, "turn failed"))) as never);
      },
    );
  };

async function* serverSentEvents(assistant: Assistant, body: AskBody, onError: (error: unknown) => void): AsyncGenerator<string> {
  const turnId = newId();
  let seq = 0;
  try {
    for await (const event of assistant.ask(body)) yield `event: ${event.type}\ndata: ${JSON.stringify({ ...event, turnId, seq: ++seq })}\n\n`;
  } catch (error) {
    onError(error);
    const { code, message } = errorBody("internal", "服务内部出错，请稍后再试。").error;
    yield `event: error\ndata: ${JSON.stringify({ type: "error", code, message, turnId, seq: ++seq })}\n\n`;
  }
}
