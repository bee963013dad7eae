import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentsReplySchema, searchReplySchema } from "../../../server/schemas/http.js";
import { diffReplySchema } from "../../../server/schemas/versions.js";
import { ask } from "../../support/app.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { bootTinyApp } from "../../support/tiny-app.js";
import { VERSIONED_CORPUS } from "../../support/versioned-corpus.js";

const QUESTION = "试点集群多久复核一次";
const folder = sharedTempFolder();

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await bootTinyApp(folder, VERSIONED_CORPUS));
});
afterAll(() => app.close());

const documentsIn = (items: readonly { documentId: string }[]): string[] => [...new Set(items.map(({ documentId }) => documentId))].sort();
const answeredFrom = async (question: string, more: { asOf?: string; documentId?: string } = {}): Promise<string[]> => documentsIn((await ask(app, { question, asOf: "2026-01-01", ...more })).citations);

describe("a rule in several versions", () => {
  it("is answered by the one in force, and the reader is told which it is and that there are others", async () => {
    const answer = await ask(app, { question: QUESTION, asOf: "2026-01-01" });
    expect(documentsIn(answer.citations)).toEqual(["trial-measures"]);
    expect(answer.answer).toContain("每三年");
    expect(answer.notices).toEqual([
      { kind: "other_version", documentId: "trial-measures", text: "《试点集群管理办法》收录了不止一个版本，这里是2024年版；另有2019年版、2025年征求意见稿，需要时请写明版本再问。" },
    ]);
  });

  it.each([
    ["a name that all versions share", "试点集群管理办法规定多久复核一次", ["trial-measures"]],
    ["旧版", "旧版试点集群管理办法多久复核一次", ["trial-2019"]],
    ["旧版, and no document", "按旧版规定，试点集群多久复核一次", ["trial-2019"]],
    ["a year", "2019年的试点集群管理办法规定多久复核一次", ["trial-2019"]],
    ["the draft", "试点集群管理办法征求意见稿里多久复核一次", ["trial-draft"]],
    ["both", "对比新旧版试点集群管理办法，多久复核一次", ["trial-2019", "trial-measures"]],
    ["an article by its number", "试点集群管理办法第二条", ["trial-measures"]],
    ["an article of the old one", "旧版试点集群管理办法第二条", ["trial-2019"]],
  ])("asked for by %s, the versions that are meant answer", async (_how, question, ids) => {
    expect(await answeredFrom(question)).toEqual(ids);
  });

  it("asked about a day, the version of that day answers", async () => {
    expect(await answeredFrom(QUESTION, { asOf: "2022-01-01" })).toEqual(["trial-2019"]);
    expect(await answeredFrom("试点集群管理办法规定多久复核一次", { asOf: "2022-01-01" })).toEqual(["trial-2019"]);
    expect(await answeredFrom(QUESTION, { asOf: "2024-02-01" })).toEqual(["trial-measures"]);
  });

  it("before the new one begins, the old one answers", async () => {
    expect(await answeredFrom(QUESTION, { asOf: "2024-01-15" })).toEqual(["trial-2019"]);
  });

  it("asked for by its id, a version answers whatever the question says", async () => {
    expect(await answeredFrom(QUESTION, { documentId: "trial-2019" })).toEqual(["trial-2019"]);
  });

  it("an old version says what took its place, and since when", async () => {
    const { citations, notices } = await ask(app, { question: "旧版试点集群管理办法多久复核一次", asOf: "2026-01-01" });
    expect(citations[0]!.status).toBe("superseded");
    expect(notices.map(({ text }) => text)).toContain("《试点集群管理办法》自2024-02-01起已被2024年版取代，仅供查考。");
  });

  it("a search lists the version in force, and the others where they are asked for", async () => {
    const search = async (query: Record<string, string>): Promise<string[]> => {
      const reply = await app.inject({ url: "/api/search", query: { q: QUESTION, asOf: "2026-01-01", ...query } });
      return documentsIn(searchReplySchema.parse(reply.json()).hits);
    };
    expect(await search({})).toEqual(["trial-measures"]);
    expect(await search({ asOf: "2020-01-01" })).toEqual(["trial-2019"]);
    expect(await search({ status: "draft" })).toEqual(["trial-draft"]);
    expect(await search({ documentId: "trial-2019" })).toEqual(["trial-2019"]);
    expect(await search({ q: "旧版办法多久复核一次" })).toEqual(["trial-2019", "trial-measures"]);
  });

  it("the list of documents tells how they belong together", async () => {
    const { documents } = documentsReplySchema.parse((await app.inject("/api/documents")).json());
    expect(documents.map(({ id, status, version }) => [id, status, version!.of, version!.name])).toEqual([
      ["trial-2019", "superseded", "trial", "2019年版"],
      ["trial-draft", "draft", "trial", "2025年征求意见稿"],
      ["trial-measures", "in_force", "trial", "2024年版"],
    ]);
  });
});

describe("GET /api/documents/:id/diff", () => {
  it("tells provision by provision what became of a version", async () => {
    const reply = await app.inject("/api/documents/trial-2019/diff?with=trial-measures");
    const { counts, changes, before, after } = diffReplySchema.parse(reply.json());
    expect([before.id, after.id]).toEqual(["trial-2019", "trial-measures"]);
    expect(counts).toEqual({ added: 1, removed: 0, changed: 1, moved: 0, renumbered: 0, unchanged: 2 });
    expect(changes.map(({ kind, after: unit, words }) => [kind, unit!.eId, words?.filter((run) => run.kind !== "same")])).toEqual([
      ["changed", "art_2", [{ kind: "removed", text: "两年" }, { kind: "added", text: "三年" }]],
      ["added", "art_3", undefined],
    ]);
    expect(changes[0]!.after!.url).toBe("/documents/trial-measures#art_2");
  });

  it("lists what stayed as well where it is asked to, and knows no document that is not there", async () => {
    const all = diffReplySchema.parse((await app.inject("/api/documents/trial-2019/diff?with=trial-measures&unchanged=1")).json());
    expect(all.changes).toHaveLength(4);
    expect((await app.inject("/api/documents/trial-2019/diff?with=nothing")).statusCode).toBe(404);
    expect((await app.inject("/api/documents/trial-2019/diff")).statusCode).toBe(400);
  });
});

describe("permanent links", () => {
  const leadsTo = async (url: string): Promise<string | undefined> => {
    const { statusCode, headers } = await app.inject(url);
    expect(statusCode).toBe(302);
    return headers.location;
  };

  it("of a version lead to that version for good", async () => {
    expect(await leadsTo("/d/trial-2019")).toBe("/documents/trial-2019");
    expect(await leadsTo("/d/trial-2019/art_2")).toBe("/documents/trial-2019#art_2");
  });

  it("of the work lead to the version in force, and to what a provision has become", async () => {
    expect(await leadsTo("/d/trial")).toBe("/documents/trial-measures");
    expect(await leadsTo("/d/trial/art_2")).toBe("/documents/trial-measures#art_2");
    expect(await leadsTo("/d/trial/art_9")).toBe("/documents/trial-measures");
  });

  it("of nothing are not found", async () => {
    expect((await app.inject("/d/nothing")).statusCode).toBe(404);
  });

  it("of nothing lead a person to the reader, which says so in words", async () => {
    const { statusCode, headers } = await app.inject({ url: "/d/nothing/art_1", headers: { accept: "text/html,application/xhtml+xml" } });
    expect([statusCode, headers.location]).toEqual([302, "/documents/nothing"]);
  });
});

describe("GET /api/documents/:id/export", () => {
  it.each([
    ["akn", "application/akn+xml; charset=utf-8", "trial-2019.akn.xml", "<act "],
    ["json", "application/json; charset=utf-8", "trial-2019.json", '"eId": "art_2"'],
    ["md", "text/markdown; charset=utf-8", "trial-2019.md", "[art_2](/documents/trial-2019#art_2)"],
  ])("gives %s as a file", async (format, type, file, part) => {
    const { statusCode, headers, body } = await app.inject(`/api/documents/trial-2019/export?format=${format}`);
    expect([statusCode, headers["content-type"], headers["content-disposition"]]).toEqual([200, type, `attachment; filename="${file}"`]);
    expect(body).toContain(part);
  });

  it("knows no other format, and no document that is not there", async () => {
    expect((await app.inject("/api/documents/trial-2019/export?format=pdf")).statusCode).toBe(400);
    expect((await app.inject("/api/documents/nothing/export")).statusCode).toBe(404);
  });
});
