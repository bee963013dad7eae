import { z } from "zod";
import { conversationIdSchema, daySchema } from "./http.js";
import { citationSchema, noticeSchema, statusSchema, verdictSchema } from "./objects.js";

/** The eligibility calls: rule sets with their facts and conditions, a judgement, a report. */

export const factSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    question: z.string().describe("问法"),
    hint: z.string().optional().describe("怎么填"),
    type: z.enum(["yes_no", "self_assessment", "choice", "choices", "number", "incidents"]),
    value: z.string().describe("值的写法；不清楚就不填，或填 null"),
    choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
    partOf: z.string().optional().describe("是哪一项的细项：说了那一项就可以不填"),
    decides: z.array(z.string()).describe("决定哪些条件"),
  })
  .meta({ id: "Fact" });
export type ToldFact = z.infer<typeof factSchema>;

export const ruleSetSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    about: z.string(),
    region: z.string(),
    documentId: z.string(),
    documentTitle: z.string(),
    status: statusSchema,
    facts: z.array(factSchema),
    conditions: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        required: z.boolean().describe("false：只在说了要这样申报时才作要求"),
        facts: z.array(z.string()).describe("由哪些事实决定"),
        citation: citationSchema,
      }),
    ),
  })
  .meta({ id: "RuleSet" });
export type ToldRuleSet = z.infer<typeof ruleSetSchema>;

export const ruleSetsReplySchema = z.object({ ruleSets: z.array(ruleSetSchema) });

export const ruleSetParamsSchema = z.object({ ruleSetId: z.string().regex(/^[a-z0-9-]{1,64}$/, "规则编号格式不对") });

export const assessBodySchema = z
  .object({
    facts: z.record(z.string(), z.unknown()).default({}).describe("事实编号 → 值，写法见 GET /api/eligibility"),
    asOf: daySchema.optional().describe("按哪一天判断“近三年”和效力，默认今天"),
  })
  .meta({ id: "AssessBody" });

export const judgedConditionSchema = z.object({
  id: z.string(),
  title: z.string(),
  verdict: z.enum(["met", "not_met", "unknown"]),
  basis: z.enum(["stated", "self_assessed"]).optional().describe("依据自述，还是自评（以评审为准）"),
  required: z.boolean(),
  reason: z.string(),
  citation: citationSchema,
});

export const assessReplySchema = z
  .object({
    ruleSetId: z.string(),
    asOf: z.string(),
    verdict: verdictSchema,
    conditions: z.array(judgedConditionSchema),
    nextQuestion: factSchema.optional().describe("接下来最该问的；已有结论或没有可问的就没有"),
    missing: z.array(z.string()).describe("还要弄清的条件"),
    citations: z.array(citationSchema).describe("判断所依据的条款，逐条一次"),
    notices: z.array(noticeSchema),
  })
  .meta({ id: "Assessment" });
export type Assessment = z.infer<typeof assessReplySchema>;

export const REPORT_FORMATS = ["json", "html", "docx"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export const reportQuerySchema = z.object({ format: z.enum(REPORT_FORMATS, "格式应为 json、html 或 docx").optional().describe("也可以用 Accept 头") });
export const reportParamsSchema = z.object({ conversationId: conversationIdSchema });

export const reportSchema = z
  .object({
    title: z.string(),
    documentTitle: z.string(),
    asOf: z.string(),
    verdict: verdictSchema,
    verdictText: z.string(),
    facts: z.array(z.object({ name: z.string(), value: z.string() })),
    conditions: z.array(judgedConditionSchema.extend({ verdictText: z.string(), materials: z.array(z.string()) })),
    missing: z.array(z.string()),
    steps: z.array(z.object({ what: z.string(), citation: citationSchema })),
    deadlines: z.array(z.object({ what: z.string(), dates: z.array(z.string()).describe("日期，或只写明年份"), citation: citationSchema })),
    notices: z.array(z.string()).describe("读者须知：征求意见稿、不是认定结论"),
  })
  .meta({ id: "EligibilityReport" });
export type EligibilityReport = z.infer<typeof reportSchema>;
