import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { searchReplySchema, type ExplanationNode } from "../../../server/schemas/http.js";
import { bootApp } from "../../support/app.js";

type Hit = z.infer<typeof searchReplySchema>["hits"][number];

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await bootApp());
});
afterAll(() => app.close());

async function search(query: Record<string, string>): Promise<Hit[]> {
  const reply = await app.inject({ method: "GET", url: "/api/search", query });
  expect(reply.statusCode, reply.body).toBe(200);
  return searchReplySchema.parse(reply.json()).hits;
}

describe("GET /api/search", () => {
  it("gives ten hits unless told otherwise, best first", async () => {
    const hits = await search({ q: "龙头企业" });
    expect(hits).toHaveLength(10);
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
  });

  it("gives no more than the limit, and the same ones first", async () => {
    const [three, twenty] = [await search({ q: "创新", limit: "3" }), await search({ q: "创新", limit: "20" })];
    expect(three).toHaveLength(3);
    expect(twenty.slice(0, 3)).toEqual(three);
  });

  it("gives whole provisions: the text is the slice of the served document", async () => {
    for (const { documentId, start, end, text } of await search({ q: "复核" })) {
      expect((await app.inject(`/api/documents/${documentId}/text`)).body.slice(start, end)).toBe(text);
    }
  });

  it("says, with explain=1, where in a hit the searched words stand, and without it nothing of the kind", async () => {
    const [hit] = await search({ q: "专项资金比例", explain: "1" });
    expect(hit!.matched!.map(({ start, end }) => hit!.text.slice(start, end))).toEqual(expect.arrayContaining(["专项资金", "比例"]));
    expect((await search({ q: "专项资金比例" }))[0]).not.toHaveProperty("matched");
  });

  it("puts a provision named by its number first", async () => {
    const [first] = await search({ q: "管理办法第十六条" });
    expect(first).toMatchObject({ provisionId: "gz-measures#art_16", url: "/documents/gz-measures#art_16" });
  });

  it("gives each provision once", async () => {
    const ids = (await search({ q: "第六条第（三）项 技术创新能力", limit: "50" })).map(({ provisionId }) => provisionId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    [{ region: "山东" }, (hit: Hit) => hit.documentId === "sd-plan"],
    [{ documentId: "gz-opinion" }, (hit: Hit) => hit.documentId === "gz-opinion"],
    [{ status: "draft" }, (hit: Hit) => hit.status === "draft"],
    [{ status: "non_normative" }, (hit: Hit) => hit.documentId === "city-essay"],
  ])("keeps to %j", async (filter, fits) => {
    const hits = await search({ q: "产业链 第六条", limit: "30", ...filter });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.filter((hit) => !fits(hit))).toEqual([]);
  });

  it.each(["贵州省", "遵义", "遵义市"])("keeps to a region however it is written: region=%s is region=贵州", async (region) => {
    const hits = await search({ q: "产业链 第六条", limit: "30", region });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits).toEqual(await search({ q: "产业链 第六条", limit: "30", region: "贵州" }));
  });

  it("gives nothing where the filters exclude each other", async () => {
    expect(await search({ q: "资金", region: "江苏", status: "draft" })).toEqual([]);
  });

  it("explains scores when asked, by parts that sum to them", async () => {
    const hits = await search({ q: "绿色工厂", explain: "1" });
    for (const { score, explanation } of hits) expect(sumOf(explanation!)).toBeCloseTo(score, 6);
  });

  it("tells with the explanation what it understood of the question, and nothing of it unasked", async () => {
    const told = searchReplySchema.parse((await app.inject({ method: "GET", url: "/api/search", query: { q: "江苏审报流程", explain: "1" } })).json());
    expect(told.understood).toEqual(
      expect.arrayContaining([
        { name: "错别字", detail: "“审报”按“申报”理解" },
        { name: "意图", detail: "程序" },
        { name: "地区", detail: "江苏" },
      ]),
    );
    expect((await app.inject({ method: "GET", url: "/api/search", query: { q: "江苏审报流程" } })).json()).not.toHaveProperty("understood");
  });

  it("gives no explanation unasked", async () => {
    for (const hit of await search({ q: "绿色工厂" })) expect(hit).not.toHaveProperty("explanation");
  });

  it.each([
    [{ q: "资金", limit: "0" }, 400, "条数至少为 1"],
    [{ q: "资金", limit: "101" }, 400, "条数最多为 100"],
    [{ q: "资金", limit: "三" }, 400, "条数应为数字"],
    [{ q: "" }, 400, "问题不能为空"],
    [{}, 400, "问题应为文字"],
    [{ q: "资金", documentId: "no-such" }, 404, "没有这份文件，请检查文件编号。"],
    [{ q: "资金", status: "valid" }, 400, "status应为 draft、in_force、expired、superseded或non_normative。"],
  ])("refuses %j with %i and says why", async (query, status, message) => {
    const reply = await app.inject({ method: "GET", url: "/api/search", query: query as Record<string, string> });
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toMatchObject({ error: { message } });
  });
});

/** The score that the innermost parts of an explanation add up to. */
function sumOf({ score, parts }: ExplanationNode): number {
  return parts ? parts.reduce((sum, part) => sum + sumOf(part), 0) : score;
}
