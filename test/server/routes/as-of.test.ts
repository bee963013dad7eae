import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchReplySchema } from "../../../server/schemas/http.js";
import { ask } from "../../support/app.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { bootTinyApp } from "../../support/tiny-app.js";

/** Two versions of one rule: the old one held until the new one took its place. */
const META = (id: string, title: string, rest: string): string =>
  [`id: ${id}`, `title: ${title}`, "issuer: 试点厅", "region: 贵州", "level: province", "kind: measures", rest, "source: { file: source.txt }", ""].join("\n");
const CORPUS = {
  "documents/trial-measures/meta.yaml": META("trial-measures", "试点集群管理办法", "status: in_force\nissued: 2024-01-01\neffective: 2024-02-01"),
  "documents/old-measures/meta.yaml": META("old-measures", "试点集群暂行办法", "status: superseded\nissued: 2020-03-01\nexpired: 2024-02-01"),
  "documents/old-measures/source.txt": "试点集群暂行办法\n第一条 为培育试点集群，制定本办法。\n第二条 试点集群每两年复核一次。\n",
  "documents/trial-measures/source.txt": "试点集群管理办法\n第一条 为培育试点集群，制定本办法。\n第二条 试点集群每三年复核一次。\n",
  "documents/trial-measures/asked-as.yaml": null,
};
const QUESTION = "试点集群多久复核一次";
const folder = sharedTempFolder();

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await bootTinyApp(folder, CORPUS));
});
afterAll(() => app.close());

async function search(query: Record<string, string>) {
  const reply = await app.inject({ url: "/api/search", query: { q: QUESTION, ...query } });
  expect(reply.statusCode, reply.body).toBe(200);
  return searchReplySchema.parse(reply.json()).hits;
}

const documentsIn = (items: readonly { documentId: string }[]): string[] => [...new Set(items.map(({ documentId }) => documentId))].sort();

describe("GET /api/search with a day", () => {
  it.each([
    ["2019-01-01", []],
    ["2022-01-01", ["old-measures"]],
    ["2024-01-15", ["old-measures", "trial-measures"]],
    ["2025-01-01", ["trial-measures"]],
  ])("finds what was there and had not ended: %s", async (asOf, documents) => {
    expect(documentsIn(await search({ asOf }))).toEqual(documents);
  });

  it("judges by today where no day is given", async () => {
    expect(documentsIn(await search({}))).toEqual(["trial-measures"]);
  });

  it.each<[string, Record<string, string>]>([
    ["by its id", { documentId: "old-measures" }],
    ["by its status", { status: "superseded" }],
    ["by its title", { q: "试点集群暂行办法第二条" }],
  ])("finds a text that has ended where it is asked for %s, with status and notice", async (_how, query) => {
    const hits = (await search({ ...query, asOf: "2025-01-01" })).filter(({ documentId }) => documentId === "old-measures");
    expect(hits.length).toBeGreaterThan(0);
    for (const { status, notices } of hits) expect({ status, notices }).toEqual({ status: "superseded", notices: ["《试点集群暂行办法》自2024-02-01起已被新文件取代，仅供查考。"] });
  });

  it("tells the status on the day, and what has become of the text since", async () => {
    const [hit] = await search({ asOf: "2022-01-01" });
    expect(hit).toMatchObject({ status: "in_force", notices: ["《试点集群暂行办法》在2022-01-01有效，自2024-02-01起被新文件取代。"] });
    expect(documentsIn(await search({ asOf: "2022-01-01", status: "in_force" }))).toEqual(["old-measures"]);
    expect(await search({ asOf: "2022-01-01", status: "superseded" })).toEqual([]);
  });

  it("tells of a rule that was issued and not yet in force", async () => {
    const hits = await search({ asOf: "2024-01-15", documentId: "trial-measures" });
    expect(hits[0]!.notices).toEqual(["《试点集群管理办法》自2024-02-01起施行，在2024-01-15尚未生效。"]);
  });

  it("gives no provision by its number of a text that was not issued yet", async () => {
    expect(documentsIn(await search({ q: "第二条", asOf: "2022-01-01" }))).toEqual(["old-measures"]);
  });

  it("refuses a day that does not exist", async () => {
    const reply = await app.inject({ url: "/api/search", query: { q: QUESTION, asOf: "2025-02-30" } });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ error: { message: "日期应写作 YYYY-MM-DD，且确有这一天" } });
  });
});

describe("POST /api/ask with a day", () => {
  it.each([
    ["2022-01-01", "每两年复核一次", "old-measures"],
    ["2025-01-01", "每三年复核一次", "trial-measures"],
  ])("on %s the version in force answers: %s", async (asOf, quote, documentId) => {
    const answer = await ask(app, { question: QUESTION, asOf });
    expect(answer.outcome).toBe("answered");
    expect(answer.answer).toContain(quote);
    expect(documentsIn(answer.citations)).toEqual([documentId]);
    expect(answer.citations[0]!.status).toBe("in_force");
  });

  it("a text that has ended answers where it is named, and the reader is told", async () => {
    const answer = await ask(app, { question: "《试点集群暂行办法》规定多久复核一次", asOf: "2025-01-01" });
    expect(documentsIn(answer.citations)).toEqual(["old-measures"]);
    expect(answer.citations[0]!.status).toBe("superseded");
    expect(answer.notices.map(({ kind }) => kind)).toEqual(["superseded"]);
  });

  it("nothing answers that was not issued yet, and the refusal says so", async () => {
    for (const question of ["《试点集群管理办法》规定多久复核一次", "试点集群管理办法第二条"]) {
      const answer = await ask(app, { question, asOf: "2022-01-01" });
      expect(answer).toMatchObject({ outcome: "refused", answer: "在所问的日期，《试点集群管理办法》还没有印发，无法据此回答。", citations: [], related: [] });
    }
    const answer = await ask(app, { question: "贵州的试点集群多久复核一次", asOf: "2019-01-01" });
    expect(answer.answer).toContain("还没有印发");
  });
});
