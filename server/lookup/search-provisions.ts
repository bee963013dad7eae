import { provisionId, provisionUrl, wholeSpan } from "../chat/citations.js";
import type { Engine } from "../chat/engine.js";
import { documentNotices } from "../chat/notices.js";
import { unknownDocument } from "../errors.js";
import type { Explanation } from "../retrieval/evidence.js";
import { matchedSpans } from "../retrieval/matched.js";
import type { SearchFilter } from "../retrieval/scope.js";
import { statusOn } from "../retrieval/validity.js";
import { describeUnderstanding } from "../understanding/describe.js";
import type { PolicyDocument, Provision } from "../../ingest/index.js";

/** What a search is asked: the filter with its day, and how much is told. */
export interface ProvisionSearch extends SearchFilter {
  asOf: string;
  limit: number;
  explain?: boolean;
}

/** Provisions by exact reference first, then by score; explained, with the words that matched. @throws AppError unknown_document */
export async function searchProvisions(engine: Engine, q: string, { limit, explain = false, ...filter }: ProvisionSearch) {
  if (filter.documentId !== undefined && !engine.snapshot.documents.has(filter.documentId)) throw unknownDocument();
  const { exact, found, understanding, query } = await engine.retriever.search(q, filter, engine.understander);
  const all = [
    ...exact.map((hit) => toHit(hit.document, hit.provision, filter.asOf, EXACT_SCORE, explain ? EXACT_EXPLANATION : undefined)),
    ...found
      .filter(({ passage }) => !exact.some((hit) => hit.document === passage.document && hit.provision === passage.provision))
      .map(({ passage, score, explain: explainScore }) => toHit(passage.document, passage.provision, filter.asOf, score, explain ? explainScore() : undefined)),
  ];
  const hits = all.slice(0, limit);
  if (!explain) return { hits };
  const { tokenizer } = engine.snapshot;
  return { understood: describeUnderstanding(understanding), hits: hits.map((hit) => ({ ...hit, matched: matchedSpans(hit.text, query.terms, tokenizer) })) };
}

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
