import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { PolicyDocument, RuleSet } from "../../ingest/index.js";
import { toCitation, wholeSpan } from "../chat/citations.js";
import type { EngineSource } from "../chat/engine.js";
import { rememberedInterview } from "../chat/interview/state.js";
import { documentNotices } from "../chat/notices.js";
import { today } from "../clock.js";
import { FactError, parseFacts, type Facts } from "../eligibility/facts.js";
import { findRules, judge, type Judgement } from "../eligibility/judge.js";
import { DOCX_TYPE, reportDocx } from "../eligibility/report-docx.js";
import { PAGE_POLICY, reportPage } from "../eligibility/report-page.js";
import { reportOf } from "../eligibility/report.js";
import { assessmentOf, describeRules, type Cite } from "../eligibility/wire.js";
import { AppError, unknownConversation } from "../errors.js";
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
    const rulesOf = (id: string): RuleSet => findRules(allRules(), id) ?? unknownRules(allRules());
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
      async ({ params, body: { facts, asOf = today() } }) => {
        const rules = rulesOf(params.ruleSetId);
        return { ...assessmentOf(judged(rules, facts, asOf), citer(documentOf(rules), asOf)), notices: documentNotices(documentOf(rules), asOf) };
      },
    );

    app.post(
      "/api/eligibility/:ruleSetId/report",
      { schema: { summary: "自测报告：JSON、可打印的网页或 Word", params: ruleSetParamsSchema, body: assessBodySchema, querystring: reportQuerySchema, response: reportReplies } },
      async (request, reply) => {
        const { facts, asOf = today() } = request.body;
        return sendReport(report(judged(rulesOf(request.params.ruleSetId), facts, asOf)), request.query.format ?? acceptedFormat(request), reply);
      },
    );

    app.get(
      "/api/eligibility/reports/:conversationId",
      { schema: { summary: "对话里做的自测的报告", params: reportParamsSchema, querystring: reportQuerySchema, response: reportReplies } },
      async (request, reply) => {
        const interview = rememberedInterview(store.lastInterview(request.params.conversationId));
        if (!interview) throw unknownConversation();
        const judgement = judge({ rules: rulesOf(interview.ruleSetId), facts: interview.facts, asOf: today() });
        return sendReport(report(judgement), request.query.format ?? acceptedFormat(request), reply);
      },
    );
  };

function unknownRules(known: readonly RuleSet[]): never {
  throw new AppError("unknown_rule_set", 404, `没有这套自测规则，现有：${known.map(({ id }) => id).join("、")}。`);
}

/** @throws AppError bad_fact */
function taken(rules: RuleSet, given: Readonly<Record<string, unknown>>): Facts {
  try {
    return parseFacts(rules, given);
  } catch (cause) {
    if (cause instanceof FactError) throw new AppError("bad_fact", 400, `${cause.message}。`, { cause, details: { factId: cause.factId } });
    throw cause;
  }
}

function citer(document: PolicyDocument, asOf: string): Cite {
  const numbers = new Map<string, number>();
  return (eId) => {
    if (!numbers.has(eId)) numbers.set(eId, numbers.size + 1);
    return toCitation(wholeSpan(document, document.provisions.find((one) => one.eId === eId)!), numbers.get(eId)!, asOf);
  };
}

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
