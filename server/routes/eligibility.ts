import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { PolicyDocument, RuleSet } from "../../ingest/index.js";
import type { EngineSource } from "../chat/engine.js";
import { rememberedInterview } from "../chat/interview/state.js";
import { documentNotices } from "../chat/notices.js";
import { today } from "../clock.js";
import { judge, type Judgement } from "../eligibility/judge.js";
import { reportDocx } from "../eligibility/report-docx.js";
import { PAGE_POLICY, reportPage } from "../eligibility/report-page.js";
import { reportOf } from "../eligibility/report.js";
import { describeRules } from "../eligibility/wire.js";
import { unknownConversation } from "../errors.js";
import { DOCX_TYPE } from "../office/word.js";
import { assess, citer, rulesOf, taken } from "../lookup/assess.js";
import {
  assessBodySchema,
  assessReplySchema,
  reportParamsSchema,
  reportQuerySchema,
  reportSchema,
  ruleSetParamsSchema,
  ruleSetsReplySchema,
  type ReportFormat,
  type EligibilityReport,
} from "../schemas/eligibility.js";
import { errorSchema } from "../schemas/objects.js";
import type { Store } from "../store/store.js";

/** Rule sets, judgements of given facts, and reports: of given facts, and of what a conversation has told. */
export const eligibilityRoutes =
  (engines: EngineSource, store: Store): FastifyPluginAsyncZod =>
  async (app) => {
    const allRules = (): readonly RuleSet[] => engines.current.snapshot.rules;
    const documentOf = (rules: RuleSet): PolicyDocument => engines.current.snapshot.documents.get(rules.document)!;
    const judged = (rules: RuleSet, facts: Readonly<Record<string, unknown>>, asOf: string): Judgement => judge({ rules, facts: taken(rules, facts), asOf });
    const report = (judgement: Judgement): EligibilityReport => {
      const document = documentOf(judgement.rules);
      const notices = documentNotices(document, judgement.asOf).map(({ text }) => text);
      return reportOf(judgement, document.meta.title, notices, citer(document, judgement.asOf));
    };
    const errors = { "4xx": errorSchema };
    const reportReplies = { 200: reportSchema.describe("JSON；按格式也可以是网页或 Word 文件"), ...errors };

    app.get("/api/eligibility", { schema: { summary: "自测规则：事实和条件", response: { 200: ruleSetsReplySchema } } }, async () => ({
      ruleSets: allRules().map((rules) => describeRules(rules, documentOf(rules).meta.title, citer(documentOf(rules), today()))),
    }));

    app.post(
      "/api/eligibility/:ruleSetId",
      { schema: { summary: "按给出的事实判断", params: ruleSetParamsSchema, body: assessBodySchema, response: { 200: assessReplySchema, ...errors } } },
      async ({ params, body: { facts, asOf = today() } }) => assess(engines.current.snapshot, params.ruleSetId, facts, asOf),
    );

    app.post(
      "/api/eligibility/:ruleSetId/report",
      { schema: { summary: "自测报告：JSON、可打印的网页或 Word", params: ruleSetParamsSchema, body: assessBodySchema, querystring: reportQuerySchema, response: reportReplies } },
      async (request, reply) => {
        const { facts, asOf = today() } = request.body;
        return sendReport(report(judged(rulesOf(engines.current.snapshot, request.params.ruleSetId), facts, asOf)), request.query.format ?? acceptedFormat(request), reply);
      },
    );

    app.get(
      "/api/eligibility/reports/:conversationId",
      { schema: { summary: "对话里做的自测的报告", params: reportParamsSchema, querystring: reportQuerySchema, response: reportReplies } },
      async (request, reply) => {
        const interview = rememberedInterview(store.lastInterview(request.params.conversationId));
        if (!interview) throw unknownConversation();
        const judgement = judge({ rules: rulesOf(engines.current.snapshot, interview.ruleSetId), facts: interview.facts, asOf: today() });
        return sendReport(report(judgement), request.query.format ?? acceptedFormat(request), reply);
      },
    );
  };

function acceptedFormat({ headers }: FastifyRequest): ReportFormat {
  const accept = headers.accept ?? "";
  if (accept.includes(DOCX_TYPE)) return "docx";
  return accept.includes("text/html") ? "html" : "json";
}

const FILE_NAME = "eligibility-report.docx";

async function sendReport(report: EligibilityReport, format: ReportFormat, reply: FastifyReply): Promise<FastifyReply> {
  void reply.header("cache-control", "no-store").header("x-content-type-options", "nosniff");
  if (format === "json") return reply.type("application/json; charset=utf-8").send(report);
  // Nothing of these is JSON: they are sent as they are.
  void reply.serializer((body: unknown) => body as string);
  if (format === "html") return reply.header("content-security-policy", PAGE_POLICY).type("text/html; charset=utf-8").send(reportPage(report));
  return reply.header("content-disposition", `attachment; filename="${FILE_NAME}"`).type(DOCX_TYPE).send(await reportDocx(report));
}
