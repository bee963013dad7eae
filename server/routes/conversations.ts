import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { unknownConversation } from "../errors.js";
import { conversationIdSchema, conversationReplySchema } from "../schemas/http.js";
import { answerSchema, errorSchema } from "../schemas/objects.js";
import type { Store } from "../store/store.js";

const params = z.object({ id: conversationIdSchema });

/** A conversation by its id, which only who held it knows: read again after a reload, taken away, deleted. */
export const conversationRoutes =
  (store: Store): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/api/conversations/:id",
      { schema: { summary: "导出会话", params, response: { 200: conversationReplySchema, "4xx": errorSchema } } },
      async ({ params: { id } }) => {
        const turns = store.exportConversation(id);
        if (turns.length === 0) throw unknownConversation();
        return {
          conversationId: id,
          turns: turns.map(({ createdAt, question, answer, feedback }) => ({ createdAt, question, answer: answerSchema.parse(answer), feedback })),
        };
      },
    );
    app.delete(
      "/api/conversations/:id",
      { schema: { summary: "删除会话", params, response: { 204: z.null(), "4xx": errorSchema } } },
      async ({ params: { id } }, reply) => {
        if (!store.deleteConversation(id)) throw unknownConversation();
        return reply.status(204).send(null);
      },
    );
  };
