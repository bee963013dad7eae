import { Socket } from "node:net";
import multipart from "@fastify/multipart";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Snapshot } from "../../ingest/index.js";
import type { Audit } from "../auth/audit.js";
import type { EngineSource } from "../chat/engine.js";
import { AppError } from "../errors.js";
import { treeOf } from "../lookup/documents.js";
import { errorSchema } from "../schemas/objects.js";
import { csrfHeadersSchema } from "../schemas/staff.js";
import { publishBodySchema, publishReplySchema, uploadParamsSchema, uploadReplySchema, uploadsReplySchema, type UploadReply } from "../schemas/uploads.js";
import { knownAlready } from "../staff/known-already.js";
import { suggestMeta } from "../staff/suggest-meta.js";
import type { Upload, UploadDesk } from "../staff/upload-desk.js";

const tags = ["职员"];
const MOST_BYTES = 20 * 1024 * 1024;
/** The longest reading of a file takes two minutes, and others may come before it. */
const SILENT_MS = 600_000;

/** /api/staff/uploads: a file is looked at and becomes a document. */
export const uploadRoutes =
  (desk: UploadDesk, engines: EngineSource, audit: Audit): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(multipart, { limits: { fileSize: MOST_BYTES, files: 1, fields: 0, parts: 1 } });
    const tell = (upload: Upload): UploadReply => toReply(upload, engines.current.snapshot);
    const editor = app.requireRole("editor");

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
        allowSilence(request.socket);
        const upload = await desk.receive(part.filename, bytes);
        audit.append({ account: request.staff!.name, action: "file_uploaded", target: upload.uploadId, detail: { bytes: bytes.length } });
        return tell(upload);
      },
    );

    app.get(
      "/api/staff/uploads",
      { onRequest: editor, schema: { tags, summary: "还没有发布的上传文件", response: { 200: uploadsReplySchema, "4xx": errorSchema } } },
      async () => ({ uploads: desk.list() }),
    );

    app.get(
      "/api/staff/uploads/:uploadId",
      { onRequest: editor, schema: { tags, summary: "上传的文件：结构和核对结果", params: uploadParamsSchema, response: { 200: uploadReplySchema, "4xx": errorSchema } } },
      async ({ params }) => tell(desk.look(params.uploadId)),
    );

    app.delete(
      "/api/staff/uploads/:uploadId",
      { onRequest: editor, schema: { tags, summary: "不要这份上传的文件", headers: csrfHeadersSchema, params: uploadParamsSchema, response: { 204: z.null(), "4xx": errorSchema } } },
      async ({ params, staff }, reply) => {
        audit.append({ account: staff!.name, action: "upload_discarded", target: params.uploadId }, () => desk.discard(params.uploadId));
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
        const { name } = staff!;
        const documentId = audit.append({ account: name, action: "document_published", target: String(body.meta.id) }, () => {
          const published = desk.publish(params.uploadId, body.meta);
          void published.ended
            .then((succeeded) => succeeded || audit.append({ account: name, action: "publish_failed", target: published.documentId }))
            .catch((error: unknown) => log.error({ err: error, documentId: published.documentId }, "a document that was not ingested could not be taken back, or no line be written of it"));
          return published.documentId;
        });
        return reply.status(202).send({ documentId });
      },
    );
  };

/** Reading a scan takes longer than a connection may usually be silent. What is injected has no connection. */
function allowSilence(connection: unknown): void {
  if (connection instanceof Socket) connection.setTimeout(SILENT_MS);
}

function toReply({ preview, ...upload }: Upload, snapshot: Snapshot): UploadReply {
  const { text, provisions, summary, said } = preview;
  const tree = provisions.filter(({ parent }) => parent === null).map((root) => treeOf({ provisions }, root));
  const notes = [...knownAlready(preview, snapshot), ...summary.notes];
  return { ...upload, text, tree, characters: summary.characters, provisions: summary.provisions, notes, suggested: suggestMeta(said, { places: snapshot.lexicon.places, taken: snapshot.documents }) };
}
