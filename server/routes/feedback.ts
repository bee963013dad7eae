import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { maskPersonal } from "../privacy.js";
import { unknownAnswer } from "../errors.js";
import { feedbackBodySchema } from "../schemas/http.js";
import { errorSchema } from "../schemas/objects.js";
import type { Store } from "../store/store.js";

/** POST /api/feedback: thumbs up or down on an answer that was given. */
export const feedbackRoutes =
  (store: Store): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      "/api/feedback",
      { schema: { summary: "评价回答", body: feedbackBodySchema, response: { 204: z.null(), "4xx": errorSchema } } },
      async ({ body }, reply) => {
        const masked = { ...body, ...(body.comment === undefined ? {} : { comment: maskPersonal(body.comment) }), ...(body.reason === undefined ? {} : { reason: maskPersonal(body.reason) }) };
        if (!store.saveFeedback(masked)) throw unknownAnswer();
        return reply.status(204).send(null);
      },
    );
  };
