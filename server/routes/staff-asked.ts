import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Audit } from "../auth/audit.js";
import type { EngineSource } from "../chat/engine.js";
import { today } from "../clock.js";
import { maskPersonal } from "../privacy.js";
import { errorSchema } from "../schemas/objects.js";
import {
  acceptBodySchema,
  answerIdParamsSchema,
  askedQuerySchema,
  askedReplySchema,
  effectBodySchema,
  effectParamsSchema,
  effectReplySchema,
  entryParamsSchema,
  exampleBodySchema,
  notAnsweredQuerySchema,
  notAnsweredReplySchema,
  replayReplySchema,
  savedReplySchema,
  saveSynonymBodySchema,
  toldTurnSchema,
  trialBodySchema,
} from "../schemas/staff-asked.js";
import { csrfHeadersSchema } from "../schemas/staff.js";
import type { Aside } from "../staff/aside/aside.js";
import { askedInVain } from "../staff/asked-in-vain.js";
import { acceptExample, acceptQuestion, leftOpenEntries } from "../staff/corpus-edits.js";
import { replayAnswer } from "../staff/replay-told.js";
import { SynonymProposals } from "../staff/synonym-proposals.js";
import { tryQuestion } from "../staff/trial.js";
import type { Store } from "../store/store.js";

export interface StaffAskedParts {
  engines: EngineSource;
  store: Store;
  aside: Aside;
  corpusDir: string;
  audit: Audit;
}

const tags = ["职员：提问"];
const failures = { "4xx": errorSchema, "5xx": errorSchema };
const NEXT_INGEST = "下次收录（npm run ingest）后生效。";

/** What people ask in vain, and what is done about it. Readers see and try; editors write into the corpus, which the audit log tells. */
export const staffAskedRoutes =
  ({ engines, store, aside, corpusDir, audit }: StaffAskedParts): FastifyPluginAsyncZod =>
  async (app) => {
    const reader = app.requireRole("reader");
    const editor = app.requireRole("editor");
    const proposals = new SynonymProposals(corpusDir, aside);

    app.get(
      "/api/staff/asked",
      { onRequest: reader, schema: { tags, summary: "没有答好的提问，相近的归在一起", querystring: askedQuerySchema, response: { 200: askedReplySchema, ...failures } } },
      async ({ query }) => askedInVain(store.db, engines.current.snapshot, query, today()),
    );

    app.get(
      "/api/staff/turns/:answerId",
      { onRequest: reader, schema: { tags, summary: "重放一轮问答", params: answerIdParamsSchema, response: { 200: replayReplySchema, ...failures } } },
      ({ params }) => replayAnswer(params.answerId, store, engines, aside),
    );

    app.post(
      "/api/staff/trials",
      { onRequest: reader, schema: { tags, summary: "试问一个问题，不存入会话", headers: csrfHeadersSchema, body: trialBodySchema, response: { 200: toldTurnSchema, ...failures } } },
      ({ body }) => tryQuestion(body, engines.current, today()),
    );

    app.post(
      "/api/staff/synonyms/effects",
      {
        onRequest: reader,
        schema: { tags, summary: "试算加一条词汇对照的效果", description: "在另一个进程里算，用 GET 看进度和结果。", headers: csrfHeadersSchema, body: effectBodySchema, response: { 202: effectReplySchema, ...failures } },
      },
      async ({ body, log }, reply) => reply.status(202).send(proposals.propose(body, (error) => log.error({ err: error }, "a synonym's effect was not worked out"))),
    );

    app.get(
      "/api/staff/synonyms/effects/:effectId",
      { onRequest: reader, schema: { tags, summary: "试算到哪里了，结果如何", params: effectParamsSchema, response: { 200: effectReplySchema, ...failures } } },
      async ({ params }) => proposals.find(params.effectId),
    );

    app.post(
      "/api/staff/synonyms",
      { onRequest: editor, schema: { tags, summary: "保存看过效果的词汇对照", headers: csrfHeadersSchema, body: saveSynonymBodySchema, response: { 201: savedReplySchema, ...failures } } },
      async ({ body: { effectId }, staff }, reply) => {
        const { say, mean } = proposals.seen(effectId);
        const line = { account: staff!.name, action: "synonym_added", target: "lexicon/synonyms.yaml", detail: { effectId, says: say.length, means: mean.length } };
        audit.append(line, () => proposals.save(effectId, staff!.name));
        return reply.status(201).send({ message: `已写入词汇对照。${NEXT_INGEST}` });
      },
    );

    app.post(
      "/api/staff/asked-as",
      { onRequest: editor, schema: { tags, summary: "收为一个条款的常见问法", headers: csrfHeadersSchema, body: acceptBodySchema, response: { 201: savedReplySchema, ...failures } } },
      async ({ body: { provisionId, question }, staff }, reply) => {
        const confirmed = { provisionId, question: maskPersonal(question), by: staff!.name };
        audit.append({ account: staff!.name, action: "asked_as_added", target: provisionId }, () => acceptQuestion(corpusDir, engines.current.snapshot.documents, confirmed));
        return reply.status(201).send({ message: `已收为 ${provisionId} 的常见问法。${NEXT_INGEST}` });
      },
    );

    app.get(
      "/api/staff/not-answered",
      { onRequest: reader, schema: { tags, summary: "文件没有写的事", querystring: notAnsweredQuerySchema, response: { 200: notAnsweredReplySchema, ...failures } } },
      async ({ query }) => ({ entries: leftOpenEntries(engines.current.snapshot.notAnswered, query.question) }),
    );

    app.post(
      "/api/staff/not-answered/:id/examples",
      { onRequest: editor, schema: { tags, summary: "收为文件没有写的问法", headers: csrfHeadersSchema, params: entryParamsSchema, body: exampleBodySchema, response: { 201: savedReplySchema, ...failures } } },
      async ({ params: { id }, body: { question }, staff }, reply) => {
        const confirmed = { id, question: maskPersonal(question), by: staff!.name };
        audit.append({ account: staff!.name, action: "not_answered_added", target: id }, () => acceptExample(corpusDir, confirmed));
        return reply.status(201).send({ message: `已收为“文件没有写”的问法（${id}）。${NEXT_INGEST}` });
      },
    );
  };
