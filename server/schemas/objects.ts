import { z } from "zod";

/**
 * The objects of the wire contract, as zod schemas: the one source of types, validation and OpenAPI.
 * This folder imports neither Fastify nor Node, so that the browser can use it.
 */

export const statusSchema = z.enum(["draft", "in_force", "expired", "superseded", "non_normative"]);

export const citationSchema = z
  .object({
    n: z.number().int().describe("引文序号，对应回答中的 [n]"),
    documentId: z.string(),
    documentTitle: z.string(),
    docNumber: z.string().optional(),
    provisionId: z.string().describe("<documentId>#<eId>"),
    label: z.string().describe("第六条第（三）项"),
    heading: z.string().optional().describe("条款自己的标题"),
    path: z.array(z.string()).describe("上级标题"),
    quote: z.string(),
    start: z.number().int().describe("在文件正文中的起点（UTF-16）"),
    end: z.number().int(),
    status: statusSchema,
    region: z.string().optional(),
    url: z.string().describe("打开该条款并高亮"),
  })
  .meta({ id: "Citation" });
export type Citation = z.infer<typeof citationSchema>;

export const noticeSchema = z
  .object({
    kind: z.enum([
      "draft",
      "expired",
      "superseded",
      "non_normative",
      "other_region",
      "inferred_number",
      "model_generated",
      "model_fallback",
      "not_in_force_yet",
      "amended",
      "other_version",
    ]),
    text: z.string(),
    documentId: z.string().optional(),
  })
  .meta({ id: "Notice" });
export type Notice = z.infer<typeof noticeSchema>;

/** 判断 of the whole; `eligible_possible` is never a decision. */
export const verdictSchema = z.enum(["eligible_possible", "not_eligible", "need_more_info", "not_applicable"]);

/** What a self-assessment asks next, so that a page can offer buttons or a field for it; an answer goes back as plain text. */
export const askedFactSchema = z.object({
  id: z.string(),
  question: z.string(),
  type: z.enum(["yes_no", "self_assessment", "choice", "choices", "number", "incidents"]),
  choices: z.array(z.string()).optional().describe("choice 选一个，choices 可选几个"),
  least: z.number().optional(),
  most: z.number().optional(),
  unit: z.string().optional(),
  incident: z.string().optional().describe("问的是有没有发生过这样的事：发生过时可以写明时间和等级"),
});
export type AskedFact = z.infer<typeof askedFactSchema>;

export const eligibilitySchema = z.object({
  ruleSetId: z.string(),
  verdict: verdictSchema,
  missing: z.array(z.string()).describe("还要弄清的条件"),
  told: z.number().int().optional().describe("已经答过的项数，说不清楚的也算"),
  asked: askedFactSchema.optional().describe("接下来问的"),
  report: z.string().optional().describe("这次自测的报告：?format=html 可打印，?format=docx 为 Word 文件"),
});

export const writtenSchema = z.object({
  model: z.string(),
  prompt: z.string().describe("提示词和它的版本"),
  kept: z.number().int().describe("与原文核对一致的句子"),
  withdrawn: z.number().int().describe("没有通过核对、撤回的句子"),
  fallback: z.string().optional().describe("改用原文摘录的原因"),
});

/** GB 45438-2025, names as it has them. */
const aigcSchema = z.object({
  Label: z.string(),
  ContentProducer: z.string(),
  ProduceID: z.string(),
  ReservedCode1: z.string(),
  ContentPropagator: z.string(),
  PropagateID: z.string(),
  ReservedCode2: z.string(),
});

export const answerSchema = z
  .object({
    conversationId: z.string(),
    answerId: z.string(),
    outcome: z.enum(["answered", "refused", "needs_clarification"]),
    answer: z.string(),
    citations: z.array(citationSchema),
    notices: z.array(noticeSchema),
    suggestions: z.array(z.string()),
    mode: z.enum(["extractive", "model"]),
    written: writtenSchema.optional().describe("请模型写过这个回答时：模型、提示词版本、核对的结果"),
    AIGC: aigcSchema.optional().describe("模型写的回答：GB 45438-2025 的隐式标识"),
    eligibility: eligibilitySchema.optional().describe("自测的一轮：对照的规则和判断"),
    related: z.array(citationSchema).optional().describe("拒答时给出的相近条款，不作依据"),
    snapshot: z.string(),
    timings: z.object({ totalMs: z.number(), retrieveMs: z.number() }),
  })
  .meta({ id: "Answer" });
export type Answer = z.infer<typeof answerSchema>;

export const errorSchema = z
  .object({ error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }) })
  .meta({ id: "Error" });
export type ErrorBody = z.infer<typeof errorSchema>;
