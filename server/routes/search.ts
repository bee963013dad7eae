import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { EngineSource } from "../chat/engine.js";
import { today } from "../clock.js";
import { searchProvisions } from "../lookup/search-provisions.js";
import { searchQuerySchema, searchReplySchema } from "../schemas/http.js";
import { errorSchema } from "../schemas/objects.js";

/** GET /api/search: provisions by exact reference first, then by score. */
export const searchRoutes =
  (engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/api/search",
      { schema: { summary: "检索条款", querystring: searchQuerySchema, response: { 200: searchReplySchema, "4xx": errorSchema } } },
      ({ query: { q, explain, asOf = today(), ...limits } }) => searchProvisions(engines.current, q, { ...limits, asOf, explain: explain === "1" || explain === "true" }),
    );
  };
