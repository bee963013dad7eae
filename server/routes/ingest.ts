import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { EngineSource } from "../chat/engine.js";
import { errorSchema } from "../schemas/objects.js";
import { ingestReportReplySchema, ingestStatusSchema } from "../schemas/uploads.js";
import type { IngestProcess } from "../staff/ingest-process.js";

const tags = ["职员"];
/** The reason itself stands in the log. */
const REFUSED = "收录完成了，但服务没有用上新的快照，仍按原来的快照回答。请管理员看服务日志。";

/** /api/staff/ingest: how the ingest stands that an upload began, and what the last one said of each file. */
export const ingestRoutes =
  (ingest: IngestProcess, engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    const reader = app.requireRole("reader");
    /** End of the ingest whose document was seen in use: it has been taken up, though the document may be removed later. */
    let inUseSince: string | null = null;

    app.get("/api/staff/ingest", { onRequest: reader, schema: { tags, summary: "收录进行到哪一步", response: { 200: ingestStatusSchema, "4xx": errorSchema } } }, async () => {
      const { status } = ingest;
      const { refusal, current } = engines;
      const isDone = status.state === "done";
      if (isDone && current.snapshot.documents.has(status.documentId!)) inUseSince = status.endedAt;
      const inUse = isDone && inUseSince === status.endedAt;
      return { ...status, inUse, fault: isDone && !inUse && refusal !== null ? REFUSED : status.fault };
    });

    app.get(
      "/api/staff/ingest/report",
      { onRequest: reader, schema: { tags, summary: "收录报告：每份文件识别、推定、遗漏了什么", response: { 200: ingestReportReplySchema, "4xx": errorSchema } } },
      async () => {
        const { manifest, report } = engines.current.snapshot;
        return { snapshot: manifest.id, createdAt: manifest.createdAt, ...report };
      },
    );
  };
