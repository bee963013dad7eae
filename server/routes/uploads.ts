import multipart from "@fastify/multipart";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Audit } from "../auth/audit.js";
import type { EngineSource } from "../chat/engine.js";
import { AppError } from "../errors.js";
import { treeOf } from "../lookup/documents.js";
import { errorSchema } from "../schemas/objects.js";
import { csrfHeadersSchema } from "../schemas/staff.js";
import { ingestReportReplySchema, ingestStatusSchema, publishBodySchema, publishReplySchema, uploadParamsSchema, uploadReplySchema, type UploadReply } from "../schemas/uploads.js";
import type { UploadDesk } from "../staff/upload-desk.js";

const tags = ["职员"];
const MOST_BYTES = 20 * 1024 * 1024;

/** /api/staff/uploads and /api/staff/ingest: a file is looked at, becomes a document, and the ingest that follows is told. */
export const uploadRoutes =
  (desk: UploadDesk, engines: EngineSource, audit: Audit): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(multipart, { limits: { fileSize: MOST_BYTES, files: 1, fields: 0, parts: 1 } });
    const editor = app.requireRole("editor");
    const reader = app.requireRole("reader");

    app.post(
      "/api/staff/uploads",
      { onRequest: editor, schema: { tags, summary: "上传一份文件，读出结构供查看（multipart，字段 file）", consumes: ["multipart/form-data"], headers: csrfHeadersSchema, response: { 200: uploadReplySchema, "4xx": errorSchema } } },
      async (request) => {
        if (!request.isMultipart()) throw new AppError("no_file", 400, "请选择一份文件上传。");
        const part = await request.file();
        if (!part) throw new AppError("no_file", 400, "请选择一份文件上传。");
        const bytes = await part.toBuffer().catch((cause: unknown) => {
          throw new AppError("file_too_large", 413, `文件超过 ${MOST_BYTES / 1024 / 1024} MB，请拆成几份。`, { cause });
        });
        const { uploadId, preview } = await desk.receive(part.filename, bytes);
        audit.append({ account: request.staff!.name, action: "file_uploaded", target: uploadId, detail: { bytes: bytes.length } });
        return toReply(uploadId, preview);
      },
    );

    app.get(
      "/api/staff/uploads/:uploadId",
      { onRequest: editor, schema: { tags, summary: "上传的文件：结构和核对结果", params: uploadParamsSchema, response: { 200: uploadReplySchema, "4xx": errorSchema } } },
      async ({ params }) => toReply(params.uploadId, desk.previewOf(params.uploadId)),
    );

    app.delete(
      "/api/staff/uploads/:uploadId",
      { onRequest: editor, schema: { tags, summary: "不要这份上传的文件", headers: csrfHeadersSchema, params: uploadParamsSchema, response: { 204: z.null(), "4xx": errorSchema } } },
      async ({ params, staff }, reply) => {
        desk.discard(params.uploadId);
        audit.append({ account: staff!.name, action: "upload_discarded", target: params.uploadId });
        return reply.status(204).send(null);
      },
    );

    app.post(
      "/api/staff/uploads/:uploadId/publish",
      {
        onRequest: editor,
        schema: { tags, summary: "写入语料并开始收录；失败时语料不变", headers: csrfHeadersSchema, params: uploadParamsSchema, body: publishBodySchema, response: { 202: publishReplySchema, "4xx": errorSchema } },
      },
      async ({ params, body, staff, log }, reply) => {
        const { documentId, ended } = desk.publish(params.uploadId, body.meta);
        const { name } = staff!;
        audit.append({ account: name, action: "document_published", target: documentId });
        void ended.then(
          (succeeded) => succeeded || audit.append({ account: name, action: "publish_failed", target: documentId }),
          (error: unknown) => log.error({ err: error, documentId }, "a document that could not be ingested could not be taken back"),
        );
        return reply.status(202).send({ documentId });
      },
    );

    app.get("/api/staff/ingest", { onRequest: reader, schema: { tags, summary: "收录进行到哪一步", response: { 200: ingestStatusSchema, "4xx": errorSchema } } }, async () => desk.ingest.status);

    app.get(
      "/api/staff/ingest/report",
      { onRequest: reader, schema: { tags, summary: "收录报告：每份文件识别、推定、遗漏了什么", response: { 200: ingestReportReplySchema, "4xx": errorSchema } } },
      async () => {
        const { manifest, report } = engines.current.snapshot;
        return { snapshot: manifest.id, createdAt: manifest.createdAt, ...report };
      },
    );
  };

function toReply(uploadId: string, preview: ReturnType<UploadDesk["previewOf"]>): UploadReply {
  const { text, provisions, summary, suggested } = preview;
  const tree = provisions.filter(({ parent }) => parent === null).map((root) => treeOf({ provisions }, root));
  return { uploadId, text, tree, characters: summary.characters, provisions: summary.provisions, notes: summary.notes, suggested };
}
