import { z } from "zod";
import { documentIdSchema } from "./http.js";
import { citationSchema, noticeSchema, statusSchema } from "./objects.js";

/** The comparison matrix on the wire: regions across, themes down, in each cell the provisions or that there are none. */

/** 贵州,江苏 -> both; nothing or an empty list: all. */
export const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string("应为文字，几项用逗号隔开")
    .max(2000, "选的太多")
    .optional()
    .transform((text) => (text ?? "").split(",").map((one) => one.trim()).filter((one) => one !== ""))
    .pipe(z.array(item));

export const EXPORT_FORMATS = ["json", "docx", "csv"] as const;

export const matrixQuerySchema = z.object({
  regions: listOf(z.string().max(20, "地区名太长")).describe("地区，几个用逗号隔开；不写为全部"),
  documents: listOf(documentIdSchema).describe("文件编号，几个用逗号隔开；不写为全部"),
  themes: listOf(z.string().max(40, "主题编号太长")).describe("主题编号，几个用逗号隔开；不写为全部"),
  background: z.enum(["0", "1"], "应为 0 或 1").default("0").describe("1：加上不是政策文件的背景材料，单列一栏"),
  format: z.enum(EXPORT_FORMATS, "格式应为 json、docx 或 csv").default("json"),
});
export type MatrixQuery = z.infer<typeof matrixQuerySchema>;

export const comparedDocumentSchema = z
  .object({
    documentId: z.string(),
    title: z.string(),
    docNumber: z.string().nullable(),
    issuer: z.string(),
    region: z.string().describe("地区；没有地区的为“国家”"),
    status: statusSchema,
    effective: z.string().nullable(),
    period: z.object({ from: z.string(), to: z.string() }).nullable(),
    notices: z.array(noticeSchema).describe("阅读时须知：征求意见稿、规划期已满等"),
  })
  .meta({ id: "ComparedDocument" });
export type ComparedDocument = z.infer<typeof comparedDocumentSchema>;

export const matrixColumnSchema = z.object({
  name: z.string().describe("地区，或“国家”“背景材料”"),
  background: z.boolean().describe("不是政策文件，不作依据"),
  documents: z.array(comparedDocumentSchema),
});
export type MatrixColumn = z.infer<typeof matrixColumnSchema>;

export const matrixProvisionSchema = citationSchema.extend({
  basis: z.enum(["heading", "words"]).describe("凭什么归入这个主题：标题，或正文用语"),
  inferred: z.boolean().describe("原文缺序号，编号是按前后条款推定的"),
  cutBefore: z.boolean().describe("摘录前面还有文字"),
  cutAfter: z.boolean().describe("摘录后面还有文字"),
});
export type MatrixProvision = z.infer<typeof matrixProvisionSchema>;

export const matrixCellSchema = z.object({
  documents: z.array(z.object({ documentId: z.string(), provisions: z.array(matrixProvisionSchema).describe("空：原文没有写") })),
});
export type MatrixCell = z.infer<typeof matrixCellSchema>;

export const themeSchema = z.object({ id: z.string(), name: z.string(), about: z.string() }).meta({ id: "Theme" });
export type ComparedTheme = z.infer<typeof themeSchema>;

export const matrixReplySchema = z
  .object({
    asOf: z.string().describe("按哪一天判断效力"),
    snapshot: z.string(),
    columns: z.array(matrixColumnSchema),
    rows: z.array(z.object({ theme: themeSchema, cells: z.array(matrixCellSchema).describe("与 columns 一一对应") })),
    leftOut: z.number().int().describe("文件太多、没有列出的份数"),
    choices: z.object({
      themes: z.array(themeSchema),
      regions: z.array(z.string()),
      documents: z.array(z.object({ id: z.string(), title: z.string(), region: z.string(), background: z.boolean() })),
    }),
  })
  .meta({ id: "Matrix" });
export type Matrix = z.infer<typeof matrixReplySchema>;
