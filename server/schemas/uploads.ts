import { z } from "zod";
import { treeNodeSchema } from "./http.js";

/** Uploading a document, and how ingest stands, on the wire. */

export const fileNoteSchema = z
  .object({
    kind: z.enum(["recognised", "inferred", "lost", "odd", "failed"]).describe("识别、推定、未收录、请核对、失败"),
    text: z.string(),
    address: z.string().optional().describe("条款地址"),
    line: z.number().int().optional().describe("在正文中的行"),
  })
  .meta({ id: "FileNote" });

const fileSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  file: z.string(),
  characters: z.number().int(),
  provisions: z.number().int(),
  passages: z.number().int(),
  askedAs: z.number().int(),
  notes: z.array(fileNoteSchema),
});

export const ingestReportReplySchema = z.object({
  snapshot: z.string(),
  createdAt: z.string(),
  documents: z.array(fileSummarySchema),
  failed: z.array(z.object({ id: z.string(), file: z.string(), notes: z.array(fileNoteSchema) })),
});

export const uploadReplySchema = z
  .object({
    uploadId: z.string(),
    text: z.string(),
    tree: z.array(treeNodeSchema),
    characters: z.number().int(),
    provisions: z.number().int(),
    notes: z.array(fileNoteSchema).describe("识别、推定、遗漏和要核对的地方"),
    suggested: z.object({ title: z.string().nullable(), docNumber: z.string().nullable(), issuer: z.string().nullable() }).describe("从正文读出的文件信息，供填写时参考"),
  })
  .meta({ id: "UploadPreview" });
export type UploadReply = z.infer<typeof uploadReplySchema>;

export const uploadParamsSchema = z.object({ uploadId: z.string().max(64, "上传编号格式不对") });

export const publishBodySchema = z.object({ meta: z.record(z.string(), z.unknown()).describe("文件信息，字段同语料的 meta.yaml，不含 source.file") });
export const publishReplySchema = z.object({ documentId: z.string() });

export const ingestStatusSchema = z
  .object({
    state: z.enum(["idle", "running", "done", "failed"]),
    documentId: z.string().nullable(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    messages: z.array(z.string()).describe("已完成的步骤，失败时最后几行说明原因"),
  })
  .meta({ id: "IngestStatus" });
