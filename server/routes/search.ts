import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { provisionId, provisionUrl, wholeSpan } from "../chat/citations.js";
import type { EngineSource } from "../chat/engine.js";
import { documentNotices } from "../chat/notices.js";
import { today } from "../clock.js";
import { unknownDocument } from "../errors.js";
import type { Explanation } from "../retrieval/evidence.js";
import { statusOn } from "../retrieval/validity.js";
import { describeUnderstanding } from "../understanding/describe.js";
import { searchQuerySchema, searchReplySchema } from "../schemas/http.js";
import { errorSchema } from "../schemas/objects.js";
import type { PolicyDocument, Provision } from "../../ingest/index.js";

/** GET /api/search: provisions by exact reference first, then by score. */
export const searchRoutes =
  (engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/api/search",
      { schema: { summary: "检索条款", querystring: searchQuerySchema, response: { 200: searchReplySchema, "4xx": errorSchema } } },
      async ({ query: { q, limit, explain, asOf = today(), ...limits } }) => {
        const engine = engines.current;
        const filter = { ...limits, asOf };
        if (filter.documentId !== undefined && !engine.snapshot.documents.has(filter.documentId)) throw unknownDocument();
        const { exact, found, understanding } = await engine.retriever.search(q, filter, engine.understander);
        const wanted = explain === "1" || explain === "true";
        const hits = [
          ...exact.map((hit) => toHit(hit.document, hit.provision, asOf, EXACT_SCORE, wanted ? EXACT_EXPLANATION : undefined)),
          ...found
            .filter(({ passage }) => !exact.some((hit) => hit.document === passage.document && hit.provision === passage.provision))
            .map(({ passage, score, explain: explainScore }) => toHit(passage.document, passage.provision, asOf, score, wanted ? explainScore() : undefined)),
        ];
        return { ...(wanted ? { understood: describeUnderstanding(understanding) } : {}), hits: hits.slice(0, limit) };
      },
    );
  };

/** Above any fused score: a provision named by its number comes first. */
const EXACT_SCORE = 10;
const EXACT_EXPLANATION: Explanation = { name: "条款号", score: EXACT_SCORE, detail: "问题里写明了条款号" };

function toHit(document: PolicyDocument, provision: Provision, asOf: string, score: number, explanation: Explanation | undefined) {
  const { meta, text } = document;
  const { start, end } = wholeSpan(document, provision);
  return {
    provisionId: provisionId(meta.id, provision.eId),
    documentId: meta.id,
    documentTitle: meta.title,
    label: provision.label,
    path: provision.path,
    text: text.slice(start, end),
    start,
    end,
    status: statusOn(meta, asOf),
    score,
    url: provisionUrl(meta.id, provision.eId),
    notices: documentNotices(document, asOf).map((notice) => notice.text),
    ...(explanation ? { explanation } : {}),
  };
}
