import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { EngineSource } from "../chat/engine.js";
import { today } from "../clock.js";
import { whereNow } from "../lookup/permalink.js";
import { documentIdSchema, eIdSchema } from "../schemas/http.js";
import { errorSchema } from "../schemas/objects.js";

const REPLY = { 302: z.null(), "4xx": errorSchema };

/** /d/…: links that go on leading to a document and its provisions, whatever becomes of pages and versions. */
export const permalinkRoutes =
  (engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    app.get("/d/:id", { schema: { summary: "文件的固定链接：文件编号，或各版本共用的编号", params: z.object({ id: documentIdSchema }), response: REPLY } }, async ({ params }, reply) =>
      // What stands behind # is taken along by the browser.
      reply.redirect(whereNow(engines.current.snapshot, params.id, null, today()), 302),
    );

    app.get(
      "/d/:id/:eId",
      { schema: { summary: "条款的固定链接：用各版本共用的编号时，转到现行版本的对应条款", params: z.object({ id: documentIdSchema, eId: eIdSchema }), response: REPLY } },
      async ({ params }, reply) => reply.redirect(whereNow(engines.current.snapshot, params.id, params.eId, today()), 302),
    );
  };
