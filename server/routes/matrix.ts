import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { EngineSource } from "../chat/engine.js";
import { today } from "../clock.js";
import { AppError } from "../errors.js";
import { CSV_TYPE } from "../office/csv.js";
import { DOCX_TYPE } from "../office/word.js";
import { matrixCsv, matrixDocx } from "../lookup/matrix/matrix-file.js";
import { compareDocuments } from "../lookup/matrix/matrix.js";
import { matrixQuerySchema, matrixReplySchema } from "../schemas/matrix.js";
import { errorSchema } from "../schemas/objects.js";

const FILE_NAME = "各地政策对照表";

/** /api/staff/matrix: regions and themes side by side, to look at, as a Word file or for a spreadsheet. */
export const matrixRoutes =
  (engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/api/staff/matrix",
      {
        onRequest: app.requireRole("reader"),
        schema: {
          tags: ["职员"],
          summary: "对照表：各地文件按主题并排",
          querystring: matrixQuerySchema,
          response: { 200: matrixReplySchema.describe("JSON；按格式也可以是 Word 或 CSV 文件"), "4xx": errorSchema },
        },
      },
      async ({ query: { format, background, ...choice } }, reply) => {
        const matrix = compareDocuments(engines.current.snapshot, { ...choice, background: background === "1" }, today());
        if (format === "json") return matrix;
        if (matrix.columns.length === 0) throw new AppError("nothing_to_compare", 400, "没有可以对照的文件，请至少选一份。");
        const [type, file] = format === "docx" ? [DOCX_TYPE, await matrixDocx(matrix)] : [CSV_TYPE, matrixCsv(matrix)];
        return sendFile(reply, `${FILE_NAME}.${format}`, type, file);
      },
    );
  };

/** @param name Chinese: browsers take it from `filename*` (RFC 6266), others save under a plain one */
function sendFile(reply: FastifyReply, name: string, type: string, file: Buffer | string): FastifyReply {
  const plain = `policy-matrix${name.slice(name.lastIndexOf("."))}`;
  void reply
    .header("content-disposition", `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header("x-content-type-options", "nosniff")
    // What is sent is no JSON: it goes as it is.
    .serializer((body: unknown) => body as string)
    .type(type);
  return reply.send(file);
}
