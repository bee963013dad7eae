import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { EngineSource } from "../chat/engine.js";
import { today } from "../clock.js";
import { readFigures } from "../lookup/figures/figures.js";
import { figuresQuerySchema, figuresReplySchema } from "../schemas/figures.js";
import { errorSchema } from "../schemas/objects.js";

/** /api/staff/figures: targets by year and what is due when, each with its sentence. */
export const figureRoutes =
  (engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/api/staff/figures",
      {
        onRequest: app.requireRole("reader"),
        schema: { tags: ["职员"], summary: "指标：目标数值和时间要求", querystring: figuresQuerySchema, response: { 200: figuresReplySchema, "4xx": errorSchema } },
      },
      async ({ query }) => readFigures(engines.current.snapshot, query, today()),
    );
  };
