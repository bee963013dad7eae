import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { EngineSource } from "../chat/engine.js";
import { exportDocument } from "../exports/exports.js";
import { documentOf, provisionOf, summaryOf, tellDocument, tellProvision } from "../lookup/documents.js";
import { ReferenceBook } from "../lookup/references.js";
import { diffOf } from "../lookup/versions.js";
import { documentIdSchema, documentReplySchema, documentsReplySchema, eIdSchema, exportQuerySchema, provisionReplySchema } from "../schemas/http.js";
import { errorSchema } from "../schemas/objects.js";
import { diffQuerySchema, diffReplySchema } from "../schemas/versions.js";

/** Documents, their text and their provisions, as the snapshot holds them. */
export const documentRoutes =
  (engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    const find = (id: string) => documentOf(engines.current.snapshot.documents, id);

    const references = () => ReferenceBook.of(engines.current.snapshot);

    app.get("/api/documents", { schema: { summary: "文件目录", response: { 200: documentsReplySchema } } }, async () => ({
      documents: [...engines.current.snapshot.documents.values()].map(summaryOf),
    }));

    app.get(
      "/api/documents/:id",
      { schema: { summary: "文件信息和结构", params: documentParams, response: { 200: documentReplySchema, "4xx": errorSchema } } },
      async ({ params }) => {
        const document = find(params.id);
        return tellDocument(references(), document);
      },
    );

    app.get(
      "/api/documents/:id/text",
      { schema: { summary: "文件正文", params: documentParams, response: { 200: z.string(), "4xx": errorSchema } } },
      async ({ params }, reply) => {
        reply.type("text/plain; charset=utf-8");
        return find(params.id).text;
      },
    );

    app.get(
      "/api/documents/:id/diff",
      { schema: { summary: "两个版本逐条比较", params: documentParams, querystring: diffQuerySchema, response: { 200: diffReplySchema, "4xx": errorSchema } } },
      async ({ params, query }) => diffOf(engines.current.snapshot, params.id, query.with, query.unchanged === "1"),
    );

    app.get(
      "/api/documents/:id/export",
      {
        schema: { summary: "导出：Akoma Ntoso XML、JSON 或带条款地址的 Markdown", params: documentParams, querystring: exportQuerySchema, response: { 200: z.string(), "4xx": errorSchema } },
      },
      async ({ params, query }, reply) => {
        const { text, mediaType, extension } = exportDocument(find(params.id), query.format);
        reply.type(mediaType).header("content-disposition", `attachment; filename="${params.id}${extension}"`);
        return reply.serializer(String).send(text);
      },
    );

    app.get(
      "/api/provisions/:documentId/:eId",
      { schema: { summary: "单个条款", params: provisionParams, response: { 200: provisionReplySchema, "4xx": errorSchema } } },
      async ({ params }) => {
        const document = find(params.documentId);
        return tellProvision(references(), document, provisionOf(document, params.eId));
      },
    );
  };

const documentParams = z.object({ id: documentIdSchema });
const provisionParams = z.object({ documentId: documentIdSchema, eId: eIdSchema });
