import { z } from "zod";
import { answerSchema, statusSchema } from "./objects.js";

/** Requests and replies of the HTTP calls. Messages are what a person reads when a field is wrong. */

export const QUESTION_LIMIT = 2000;

export const daySchema = z.iso.date("日期应写作 YYYY-MM-DD，且确有这一天");

export const questionSchema = z
  .string("问题应为文字")
  .max(QUESTION_LIMIT, `问题太长，请控制在 ${QUESTION_LIMIT} 字以内`)
  .refine((text) => text.trim() !== "", "问题不能为空")
  .refine((text) => !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text), "问题里有无法识别的字符，请重新输入");

export const conversationIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, "会话编号格式不对");
export const documentIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "文件编号格式不对");
export const eIdSchema = z.string().max(200, "条款地址太长");
const regionSchema = z.string().trim().min(1).max(20);

export const askBodySchema = z
  .object({
    question: questionSchema,
    conversationId: conversationIdSchema.optional(),
    region: regionSchema.optional(),
    documentId: documentIdSchema.optional(),
    asOf: daySchema.optional().describe("按哪一天判断效力，默认今天"),
  })
  .meta({ id: "AskBody" });
export type AskBody = z.infer<typeof askBodySchema>;

export const searchQuerySchema = z.object({
  q: questionSchema,
  limit: z.coerce.number("条数应为数字").int("条数应为整数").min(1, "条数至少为 1").max(100, "条数最多为 100").default(10),
  region: regionSchema.optional(),
  documentId: documentIdSchema.optional(),
  status: statusSchema.optional(),
  asOf: daySchema.optional().describe("按哪一天判断效力，默认今天：当天还没有印发的不列，已失效、被取代的只在指名时列出"),
  explain: z.enum(["0", "1", "true", "false"]).optional().describe("1：给出得分说明"),
});

export interface ExplanationNode {
  name: string;
  score: number;
  detail?: string;
  parts?: ExplanationNode[];
}

export const explanationSchema: z.ZodType<ExplanationNode> = z
  .lazy(() =>
    z.object({
      name: z.string(),
      score: z.number(),
      detail: z.string().optional(),
      parts: z.array(explanationSchema).optional(),
    }),
  )
  .meta({ id: "Explanation" });

export const searchReplySchema = z.object({
  understood: z.array(z.object({ name: z.string(), detail: z.string() })).optional().describe("explain=1 时：对问题的理解，逐项"),
  hits: z.array(
    z.object({
      provisionId: z.string(),
      documentId: z.string(),
      documentTitle: z.string(),
      label: z.string(),
      path: z.array(z.string()),
      text: z.string(),
      start: z.number().int(),
      end: z.number().int(),
      status: statusSchema,
      score: z.number(),
      url: z.string(),
      notices: z.array(z.string()).describe("阅读时须知：征求意见稿、规划期已满等"),
      explanation: explanationSchema.optional(),
      matched: z.array(z.object({ start: z.number().int(), end: z.number().int() })).optional().describe("explain=1 时：text 里与检索词相符之处（UTF-16）"),
    }),
  ),
});

/** 版本: other documents by their ids. */
const versionLinksSchema = z.object({
  of: z.string().describe("各版本共用的编号"),
  name: z.string().describe("这个版本的叫法：2019年版"),
  edition: z.string().nullable(),
  replaces: z.array(z.string()),
  repeals: z.array(z.string()),
  amends: z.array(z.string()),
  supersededBy: z.string().nullable(),
  repealedBy: z.string().nullable(),
  amendedBy: z.array(z.string()),
  others: z.array(z.object({ id: z.string(), name: z.string() })).describe("其他版本"),
});

export const documentSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    issuer: z.string(),
    docNumber: z.string().nullable(),
    region: z.string().nullable(),
    level: z.string(),
    kind: z.string(),
    status: statusSchema,
    statusNote: z.string().nullable(),
    issued: z.string().nullable(),
    published: z.string().nullable(),
    effective: z.string().nullable(),
    expired: z.string().nullable().describe("自这一天起不再有效"),
    period: z.object({ from: z.string(), to: z.string() }).nullable(),
    source: z.object({ file: z.string(), url: z.string().nullable(), note: z.string().nullable() }),
    version: versionLinksSchema.optional().describe("有多个版本，或被修改、取代、废止时"),
    provisions: z.number().int(),
    characters: z.number().int(),
  })
  .meta({ id: "DocumentSummary" });

const provisionFields = {
  eId: z.string(),
  kind: z.string(),
  label: z.string(),
  heading: z.string().nullable(),
  inferred: z.boolean(),
  start: z.number().int(),
  end: z.number().int(),
};

export interface TreeNode {
  eId: string;
  kind: string;
  label: string;
  heading: string | null;
  inferred: boolean;
  start: number;
  end: number;
  children: TreeNode[];
}

export const treeNodeSchema: z.ZodType<TreeNode> = z
  .lazy(() => z.object({ ...provisionFields, children: z.array(treeNodeSchema) }))
  .meta({ id: "TreeNode" });

/** A place in a text that names provisions, or another document as a whole (then without targets). */
export const referenceSchema = z
  .object({
    from: z.string().describe("所在条款的地址"),
    start: z.number().int().describe("在文件正文中的起点（UTF-16）"),
    end: z.number().int(),
    text: z.string().describe("原文用语：前款、本办法第五条、《……》第三条"),
    documentId: z.string().describe("所指的文件"),
    documentTitle: z.string(),
    url: z.string().describe("打开所指的第一个条款；所指是整份文件时打开文件"),
    targets: z.array(z.object({ eId: z.string(), provisionId: z.string(), label: z.string(), url: z.string() })),
  })
  .meta({ id: "Reference" });
export type ReferenceView = z.infer<typeof referenceSchema>;

export const definitionSchema = z
  .object({
    term: z.string(),
    kind: z.enum(["meaning", "short_name"]).describe("是指 / 以下简称"),
    text: z.string().describe("定义的原文"),
    from: z.string().describe("所在条款的地址"),
    start: z.number().int(),
    end: z.number().int(),
    label: z.string(),
    provisionId: z.string(),
    url: z.string(),
  })
  .meta({ id: "Definition" });
export type DefinitionView = z.infer<typeof definitionSchema>;

const referrerSchema = z.object({
  provisionId: z.string(),
  documentId: z.string(),
  documentTitle: z.string(),
  label: z.string(),
  quote: z.string(),
  url: z.string(),
});
export type ReferrerView = z.infer<typeof referrerSchema>;

export const documentsReplySchema = z.object({ documents: z.array(documentSummarySchema) });
export const documentReplySchema = documentSummarySchema.extend({
  tree: z.array(treeNodeSchema),
  references: z.array(referenceSchema).describe("正文中的引用，按先后"),
  definitions: z.array(definitionSchema),
  referredBy: z.record(z.string(), z.number().int()).describe("条款地址 → 引用它的地方有几处"),
});

export const exportQuerySchema = z.object({ format: z.enum(["akn", "json", "md"], "格式应为 akn、json 或 md").default("akn") });

export const provisionReplySchema = z.object({
  ...provisionFields,
  provisionId: z.string(),
  documentId: z.string(),
  documentTitle: z.string(),
  status: statusSchema,
  text: z.string(),
  path: z.array(z.string()),
  children: z.array(z.object({ ...provisionFields, text: z.string() })),
  references: z.array(referenceSchema),
  referredBy: z.array(referrerSchema),
  definitions: z.array(definitionSchema).describe("本文件定义、这一条款用到的术语"),
  notices: z.array(z.string()),
  url: z.string(),
  permalink: z.string().describe("固定链接，换版本后仍然可用"),
});

export const feedbackBodySchema = z.object({
  answerId: z.string("回答编号应为文字").regex(/^[A-Za-z0-9_-]{8,64}$/, "回答编号格式不对"),
  rating: z.enum(["up", "down"], "评价应为 up 或 down"),
  reason: z.string().max(100, "原因最多 100 字").optional(),
  comment: z.string().max(1000, "意见最多 1000 字").optional(),
});

export const conversationReplySchema = z.object({
  conversationId: z.string(),
  turns: z.array(
    z.object({
      createdAt: z.string(),
      question: z.string(),
      answer: answerSchema,
      feedback: z.array(z.object({ createdAt: z.string(), rating: z.enum(["up", "down"]), reason: z.string().nullable(), comment: z.string().nullable() })),
    }),
  ),
});

export const channelReplySchema = z.object({
  id: z.string(),
  name: z.string(),
  greeting: z.string(),
  regions: z.array(z.string()),
});
