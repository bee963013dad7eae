import { z } from "zod";
import { documentIdSchema } from "./http.js";
import { comparedDocumentSchema, listOf } from "./matrix.js";
import { citationSchema } from "./objects.js";

/** Figures read from the provisions: targets by year, and what is due when. Every one stands in its quote. */

export const figuresQuerySchema = z.object({
  regions: listOf(z.string().max(20, "地区名太长")).describe("地区，几个用逗号隔开；不写为全部"),
  documents: listOf(documentIdSchema).describe("文件编号，几个用逗号隔开；不写为全部"),
});

/** A piece of a document's text; offsets are UTF-16. */
export const pieceSchema = z.object({ text: z.string(), start: z.number().int(), end: z.number().int() });
export type Piece = z.infer<typeof pieceSchema>;

export const targetSchema = citationSchema.extend({
  year: z.string().describe("到哪一年"),
  figure: pieceSchema.describe("数值，连同“超”“以上”等限定，照原文"),
  what: pieceSchema.describe("说的是什么，照原文"),
  under: z.string().nullable().describe("所在条款的标题"),
  unit: z.string().describe("单位；不同单位不放在一张图里"),
  value: z.number().nullable().describe("只用来画图；没有确数（如万亿级）的为 null"),
});
export type Target = z.infer<typeof targetSchema>;

export const OBLIGATION_KINDS = ["recurring", "due", "within", "lookback", "validity", "period"] as const;
export const obligationSchema = citationSchema.extend({
  kind: z.enum(OBLIGATION_KINDS).describe("周期、截止、办理时限、回看期、施行和有效期、规划期"),
  when: pieceSchema.describe("时间，照原文"),
  everyMonths: z.number().int().nullable().describe("每隔几个月，只用来排序；没有写间隔的为 null"),
});
export type Obligation = z.infer<typeof obligationSchema>;
export type ObligationKind = Obligation["kind"];

export const figuresReplySchema = z
  .object({
    asOf: z.string(),
    snapshot: z.string(),
    documents: z.array(comparedDocumentSchema),
    targets: z.array(targetSchema),
    obligations: z.array(obligationSchema),
    leftOut: z.number().int().describe("文件太多、没有列出的份数"),
    regions: z.array(z.string()).describe("可以选的地区"),
  })
  .meta({ id: "Figures" });
export type Figures = z.infer<typeof figuresReplySchema>;
