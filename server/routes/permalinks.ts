import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { EngineSource } from "../chat/engine.js";
import { today } from "../clock.js";
import { AppError } from "../errors.js";
import { whereNow } from "../lookup/permalink.js";
import { documentIdSchema, eIdSchema } from "../schemas/http.js";
import { errorSchema } from "../schemas/objects.js";

const REPLY = { 302: z.null(), "4xx": errorSchema };

/** /d/…: links that go on leading to a document and its provisions, whatever becomes of pages and versions. */
export const permalinkRoutes =
  (engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    app.get("/d/:id", { schema: { summary: "文件的固定链接：文件编号，或各版本共用的编号", params: z.object({ id: documentIdSchema }), response: REPLY } }, async (request, reply) =>
      // What stands behind # is taken along by the browser.
      reply.redirect(leadsTo(engines, request, request.params.id, null), 302),
    );

    app.get(
      "/d/:id/:eId",
      { schema: { summary: "条款的固定链接：用各版本共用的编号时，转到现行版本的对应条款", params: z.object({ id: documentIdSchema, eId: eIdSchema }), response: REPLY } },
      async (request, reply) => reply.redirect(leadsTo(engines, request, request.params.id, request.params.eId), 302),
    );
  };

/**
 * Whoever follows in a browser a link to a document that is no more comes to the reader, which says so and shows the way to the others.
 * @throws AppError unknown_document for programs
 */
function leadsTo(engines: EngineSource, { headers }: FastifyRequest, id: string, eId: string | null): string {
  try {
    return whereNow(engines.current.snapshot, id, eId, today());
  } catch (cause) {
    if (cause instanceof AppError && cause.code === "unknown_document" && headers.accept?.includes("text/html")) return `/documents/${id}`;
    throw cause;
  }
}
