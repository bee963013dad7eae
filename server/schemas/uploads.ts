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
export type WireNote = z.infer<typeof fileNoteSchema>;

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
export type IngestReportReply = z.infer<typeof ingestReportReplySchema>;

/** What an editor is asked of a document; null or empty where nothing is known. */
const suggestedSchema = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    issuer: z.string().nullable(),
    docNumber: z.string().nullable(),
    region: z.string().nullable(),
    level: z.string(),
    kind: z.string(),
    status: z.string(),
    issued: z.string().nullable(),
  })
  .meta({ id: "SuggestedMeta" });

const ticketSchema = z.object({ uploadId: z.string(), name: z.string().describe("上传时的文件名"), uploadedAt: z.string() });
export const uploadsReplySchema = z.object({ uploads: z.array(ticketSchema).describe("还没有发布的，新的在前") });
export type UploadsReply = z.infer<typeof uploadsReplySchema>;

export const uploadReplySchema = ticketSchema
  .extend({
    text: z.string(),
    tree: z.array(treeNodeSchema),
    characters: z.number().int(),
    provisions: z.number().int(),
    notes: z.array(fileNoteSchema).describe("识别、推定、遗漏和要核对的地方"),
    suggested: suggestedSchema.describe("从正文读出或推测的文件信息，供填写时参考"),
    meta: z.record(z.string(), z.unknown()).nullable().describe("上一次发布没有收录成功时，当时填的文件信息"),
  })
  .meta({ id: "UploadPreview" });
export type UploadReply = z.infer<typeof uploadReplySchema>;

export const uploadParamsSchema = z.object({ uploadId: z.string().max(64, "上传编号格式不对") });

/** `details` of the error `bad_metadata`. */
export type FieldFaults = readonly { field: string; message: string }[];

export const publishBodySchema = z.object({ meta: z.record(z.string(), z.unknown()).describe("文件信息，字段同语料的 meta.yaml，不含 source.file") });
export const publishReplySchema = z.object({ documentId: z.string() });

export const ingestStatusSchema = z
  .object({
    state: z.enum(["idle", "running", "done", "failed"]),
    documentId: z.string().nullable(),
    uploadId: z.string().nullable().describe("由哪一份上传的文件而来；失败时它还在待发布的文件里"),
    inUse: z.boolean().describe("这份文件已由服务用上"),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    messages: z.array(z.string()).describe("已完成的步骤，然后是报告"),
    fault: z.string().nullable().describe("失败的原因；收录完成而服务没有用上新的快照时，也在这里说明"),
  })
  .meta({ id: "IngestStatus" });
export type IngestStatusReply = z.infer<typeof ingestStatusSchema>;
