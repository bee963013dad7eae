import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { documentReplySchema, documentsReplySchema, provisionReplySchema, type TreeNode } from "../../../server/schemas/http.js";
import { bootApp } from "../../support/app.js";
import { engineWithReferring } from "../../support/referring.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const IDS = ["city-essay", "gz-measures", "gz-opinion", "js-opinion", "sd-plan"];

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await bootApp({ engines: engineWithReferring() }));
});
afterAll(() => app.close());

const get = async <T>(url: string, schema: z.ZodType<T>): Promise<T> => {
  const reply = await app.inject(url);
  expect(reply.statusCode, reply.body).toBe(200);
  return schema.parse(reply.json());
};
const provision = (documentId: string, eId: string) => get(`/api/provisions/${documentId}/${eId}`, provisionReplySchema);

describe("GET /api/documents", () => {
  it("lists every document with its metadata and its number of provisions", async () => {
    const { documents } = await get("/api/documents", documentsReplySchema);
    expect(documents.map(({ id }) => id)).toEqual([...IDS, "referring"]);
    expect(documents.find(({ id }) => id === "js-opinion")).toMatchObject({ docNumber: "苏政发〔2018〕86号", region: "江苏", status: "in_force", issued: "2018-06-25" });
    expect(documents.find(({ id }) => id === "sd-plan")).toMatchObject({ period: { from: "2021-01-01", to: "2025-12-31" } });
    for (const { provisions, characters } of documents) expect(Math.min(provisions, characters)).toBeGreaterThan(5);
  });
});

describe("GET /api/documents/:id", () => {
  it.each(IDS)("gives the whole tree of %s: every provision once, children inside their parents, in order", async (id) => {
    const { tree, provisions, characters } = await get(`/api/documents/${id}`, documentReplySchema);
    const eIds: string[] = [];
    const walk = (nodes: TreeNode[], from: number, to: number): void => {
      let at = from;
      for (const node of nodes) {
        eIds.push(node.eId);
        expect(node.start).toBeGreaterThanOrEqual(at);
        expect(node.end).toBeLessThanOrEqual(to);
        walk(node.children, node.start, node.end);
        at = node.end;
      }
    };
    walk(tree, 0, characters);
    expect(eIds).toHaveLength(provisions);
    expect(new Set(eIds).size).toBe(provisions);
  });

  it("is 404 for a document that is not there, 400 for an id that cannot be one", async () => {
    expect((await app.inject("/api/documents/no-such")).statusCode).toBe(404);
    expect((await app.inject("/api/documents/No%20Such")).statusCode).toBe(400);
  });
});

describe("GET /api/documents/:id/text", () => {
  it.each(IDS)("gives the text of %s as it is, not as JSON", async (id) => {
    const reply = await app.inject(`/api/documents/${id}/text`);
    expect(reply.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(reply.body).toBe(openRealSnapshot().documents.get(id)!.text);
  });
});

describe("GET /api/provisions/:documentId/:eId", () => {
  it("gives the provision with its children, their texts inside its own", async () => {
    const article = await provision("gz-measures", "art_6");
    expect(article).toMatchObject({ label: "第六条", kind: "article", provisionId: "gz-measures#art_6", status: "draft" });
    expect(article.children.filter(({ kind }) => kind === "item").map(({ label }) => label)).toEqual(
      ["一", "二", "三", "四", "五", "六", "七"].map((n) => `第六条第（${n}）项`),
    );
    for (const { text } of article.children) expect(article.text).toContain(text);
  });

  it("gives the headings above it, outermost first", async () => {
    expect((await provision("sd-plan", "sec_2__subsec_1__point_3")).path).toEqual(["二、重点任务", "（一）加快培育先进制造业集群"]);
  });

  it("says that the number of 第八条 was inferred, and that the text is a draft", async () => {
    const article = await provision("gz-measures", "art_8");
    expect(article).toMatchObject({ inferred: true, label: "第八条", heading: "提出申请" });
    expect(article.notices).toEqual([expect.stringContaining("征求意见稿"), expect.stringContaining("原文缺序号")]);
    expect((await provision("gz-measures", "art_9")).notices).toHaveLength(1);
  });

  it("tells which provisions refer to it", async () => {
    const { referredBy } = await provision("referring", "art_3");
    expect(referredBy).toMatchObject([{ provisionId: "referring#art_1", url: "/documents/referring#art_1" }]);
    expect(referredBy[0]!.quote).toContain("本办法第三条的要求");
    expect((await provision("referring", "art_3__item_2")).referredBy.map(({ provisionId }) => provisionId)).toEqual(["referring#art_2"]);
    expect((await provision("referring", "art_1")).referredBy).toEqual([]);
  });

  it("is 404 for an address that the document does not have", async () => {
    const reply = await app.inject("/api/provisions/gz-measures/art_6__item_8");
    expect(reply.statusCode).toBe(404);
    expect(reply.json()).toMatchObject({ error: { code: "unknown_provision", message: "这份文件里没有这个条款地址。" } });
  });
});
