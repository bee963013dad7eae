import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { resolveIn } from "../retrieval/exact-lane.js";
import { findReferences, leavesOf, type PolicyDocument, type Provision } from "../../ingest/index.js";
import { provisionId, provisionUrl } from "../chat/citations.js";
import type { EngineSource } from "../chat/engine.js";
import { documentNotices, inferredAncestor, inferredText } from "../chat/notices.js";
import { today } from "../clock.js";
import { statusOn } from "../retrieval/validity.js";
import { unknownDocument, unknownProvision } from "../errors.js";
import { documentIdSchema, documentReplySchema, documentsReplySchema, provisionReplySchema, type TreeNode } from "../schemas/http.js";
import { errorSchema } from "../schemas/objects.js";

/** Documents, their text and their provisions, as the snapshot holds them. */
export const documentRoutes =
  (engines: EngineSource): FastifyPluginAsyncZod =>
  async (app) => {
    const find = (id: string): PolicyDocument => {
      const document = engines.current.snapshot.documents.get(id);
      if (!document) throw unknownDocument();
      return document;
    };

    app.get("/api/documents", { schema: { summary: "文件目录", response: { 200: documentsReplySchema } } }, async () => ({
      documents: [...engines.current.snapshot.documents.values()].map(summaryOf),
    }));

    app.get(
      "/api/documents/:id",
      { schema: { summary: "文件信息和结构", params: documentParams, response: { 200: documentReplySchema, "4xx": errorSchema } } },
      async ({ params }) => {
        const document = find(params.id);
        const roots = document.provisions.filter((provision) => provision.parent === null);
        return { ...summaryOf(document), tree: roots.map((root) => treeOf(document, root)) };
      },
    );

    app.get(
      "/api/documents/:id/text",
      { schema: { summary: "文件正文", params: documentParams, response: { 200: z.string(), "4xx": errorSchema } } },
      async ({ params }, reply) => {
        reply.type("text/plain; charset=utf-8");
        return find(params.id).text;
      },
    );

    app.get(
      "/api/provisions/:documentId/:eId",
      { schema: { summary: "单个条款", params: provisionParams, response: { 200: provisionReplySchema, "4xx": errorSchema } } },
      async ({ params }) => {
        const document = find(params.documentId);
        const provision = document.provisions.find((candidate) => candidate.eId === params.eId);
        if (!provision) throw unknownProvision();
        return provisionReply(document, provision);
      },
    );
  };

const documentParams = z.object({ id: documentIdSchema });
const provisionParams = z.object({ documentId: documentIdSchema, eId: z.string().max(200, "条款地址太长") });

function summaryOf({ meta, text, provisions }: PolicyDocument) {
  const { shortTitles: _, ...rest } = meta;
  return { ...rest, status: statusOn(meta, today()), provisions: provisions.length, characters: text.length };
}

function fieldsOf({ eId, kind, label, heading, inferred, start, end }: Provision) {
  return { eId, kind, label, heading, inferred, start, end };
}

function treeOf(document: PolicyDocument, provision: Provision): TreeNode {
  return { ...fieldsOf(provision), children: provision.children.map((child) => treeOf(document, document.provisions[child]!)) };
}

function provisionReply(document: PolicyDocument, provision: Provision) {
  const { meta, text, provisions } = document;
  const inferred = inferredAncestor(document, provision);
  return {
    ...fieldsOf(provision),
    provisionId: provisionId(meta.id, provision.eId),
    documentId: meta.id,
    documentTitle: meta.title,
    status: statusOn(meta, today()),
    text: text.slice(provision.start, provision.end),
    path: provision.path,
    children: provision.children
      .map((child) => provisions[child]!)
      .map((child) => ({ ...fieldsOf(child), text: text.slice(child.start, child.end) })),
    referredBy: referrersOf(document, provision),
    notices: [...documentNotices(document, today()).map((notice) => notice.text), ...(inferred ? [inferredText(document, inferred)] : [])],
    url: provisionUrl(meta.id, provision.eId),
  };
}

const QUOTE_AROUND = 20;

/** Provisions of the same document whose text names this one (本办法第六条). */
function referrersOf(document: PolicyDocument, target: Provision) {
  const { meta, text } = document;
  return leavesOf(document.provisions).flatMap((leaf) => {
    if (leaf.from >= target.from && leaf.until <= target.until) return [];
    const body = text.slice(leaf.start, leaf.end);
    const reference = findReferences(body).find((candidate) => candidate.start > 0 && resolveIn(document, candidate).includes(target));
    if (!reference) return [];
    const quote = body.slice(Math.max(0, reference.start - QUOTE_AROUND), reference.end + QUOTE_AROUND);
    return [{ provisionId: provisionId(meta.id, leaf.eId), label: leaf.label, quote, url: provisionUrl(meta.id, leaf.eId) }];
  });
}
