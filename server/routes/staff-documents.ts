import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { auditNumbering } from "../../ingest/index.js";
import type { EngineSource } from "../chat/engine.js";
import { documentOf } from "../lookup/documents.js";
import { documentIdSchema } from "../schemas/http.js";
import { errorSchema } from "../schemas/objects.js";
import { findingsReplySchema } from "../schemas/staff.js";

/** What those who look after a document are told of it. */
export const staffDocumentRoutes =
  (engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/api/staff/documents/:id/findings",
      {
        onRequest: app.requireRole("reader"),
        schema: { tags: ["职员"], summary: "序号核对的结果", params: z.object({ id: documentIdSchema }), response: { 200: findingsReplySchema, "4xx": errorSchema } },
      },
      async ({ params }) => {
        const { meta, text, provisions } = documentOf(engines.current.snapshot.documents, params.id);
        return { findings: auditNumbering(meta.id, text, provisions).map(({ kind, line, context, message }) => ({ kind, line, context, message })) };
      },
    );
  };
