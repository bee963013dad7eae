import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, bootApp } from "../../support/app.js";
import { ANSWERED_QUESTIONS } from "../../support/questions.js";
import { readEvents } from "../../support/server-sent-events.js";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await bootApp());
});
afterAll(() => app.close());

/** The text of a document, as the server serves it. */
const textOf = async (id: string): Promise<string> => (await app.inject(`/api/documents/${id}/text`)).body;

describe("POST /api/ask", () => {
  it.each(ANSWERED_QUESTIONS)("answers with quotes that stand in the served text: %s", async (question) => {
    const { outcome, citations, mode } = await ask(app, { question });
    expect(outcome).toBe("answered");
    expect(mode).toBe("extractive");
    for (const { documentId, start, end, quote } of citations) expect((await textOf(documentId)).slice(start, end)).toBe(quote);
  });

  it("gives citations whose link and address open the provision", async () => {
    const { citations } = await ask(app, { question: "管理办法第六条第（三）项" });
    const [documentId, eId] = citations[0]!.provisionId.split("#");
    expect(citations[0]!.url).toBe(`/documents/${documentId}#${eId}`);
    const provision = (await app.inject(`/api/provisions/${documentId}/${eId}`)).json<{ label: string; text: string }>();
    expect(provision).toMatchObject({ label: "第六条第（三）项", text: citations[0]!.quote });
  });

  it("keeps to the document and region that the caller sets", async () => {
    const inDocument = await ask(app, { question: "资金怎么安排", documentId: "js-opinion" });
    expect([...new Set(inDocument.citations.map(({ documentId }) => documentId))]).toEqual(["js-opinion"]);
    const inRegion = await ask(app, { question: "集群由谁认定", region: "贵州" });
    expect([...new Set(inRegion.citations.map(({ region }) => region))]).toEqual(["贵州"]);
  });

  it("judges validity by asOf", async () => {
    const kinds = async (asOf: string) => (await ask(app, { question: "山东实施方案三（一）", asOf })).notices.map(({ kind }) => kind);
    expect(await kinds("2024-05-01")).toEqual([]);
    expect(await kinds("2027-05-01")).toEqual(["expired"]);
  });

  it("refuses without citations and offers what is near", async () => {
    const answer = await ask(app, { question: "湖南省的集群怎么认定" });
    expect(answer).toMatchObject({ outcome: "refused", citations: [] });
    expect(answer.related!.length).toBeGreaterThan(0);
  });

  it("gives every answer an id of its own", async () => {
    const [one, two] = [await ask(app, { question: "第二条" }), await ask(app, { question: "第二条" })];
    expect(one.answerId).not.toBe(two.answerId);
    expect(one.conversationId).not.toBe(two.conversationId);
  });

  it.each(["2026-02-31", "2026-02-29", "2026-13-01", "2026-00-10"])("refuses a day that no calendar has: asOf %s", async (asOf) => {
    const reply = await app.inject({ method: "POST", url: "/api/ask", payload: { question: "管理办法第二条", asOf } });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ error: { code: "bad_request", message: "日期应写作 YYYY-MM-DD，且确有这一天" } });
  });

  it("takes the 29th of February of a leap year", async () => {
    expect((await ask(app, { question: "管理办法第二条", asOf: "2028-02-29" })).outcome).toBe("answered");
  });
});

describe("a conversation", () => {
  it("carries the region over, and lets it go when another is named", async () => {
    const first = await ask(app, { question: "贵州的集群多久复核一次" });
    const { conversationId } = first;
    const second = await ask(app, { question: "不合格怎么处理呢", conversationId });
    const third = await ask(app, { question: "那江苏怎么考核评价呢", conversationId });
    expect(second.conversationId).toBe(conversationId);
    expect([...new Set(second.citations.map(({ region }) => region))]).toEqual(["贵州"]);
    expect([...new Set(third.citations.map(({ region }) => region))]).toEqual(["江苏"]);
  });

  it("carries the document over to a bare article number", async () => {
    const { conversationId } = await ask(app, { question: "管理办法第十五条" });
    const { citations } = await ask(app, { question: "第十七条呢", conversationId });
    expect(citations.map(({ provisionId }) => provisionId)).toEqual(["gz-measures#art_17"]);
  });

  it("is not mixed up with another that runs beside it", async () => {
    const [inGuizhou, inShandong] = await Promise.all([ask(app, { question: "贵州的申报条件" }), ask(app, { question: "山东的集群名单" })]);
    const [next, other] = await Promise.all([
      ask(app, { question: "具体目标呢", conversationId: inGuizhou.conversationId }),
      ask(app, { question: "具体目标呢", conversationId: inShandong.conversationId }),
    ]);
    expect([...new Set(next.citations.map(({ region }) => region))]).toEqual(["贵州"]);
    expect([...new Set(other.citations.map(({ region }) => region))]).toEqual(["山东"]);
  });
});

describe("POST /api/ask with Accept: text/event-stream", () => {
  const stream = async (question: string) => {
    const reply = await app.inject({ method: "POST", url: "/api/ask", headers: { accept: "text/event-stream" }, payload: { question } });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    return readEvents(reply.body);
  };

  it("streams the turn's events, numbered from 1, named by their type, the answer last", async () => {
    const events = await stream("贵州和山东的集群目标有什么不同");
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.map(({ name }) => name)).toEqual(events.map(({ event }) => event.type));
    expect(events.findIndex(({ name }) => name === "evidence")).toBe(4);
    expect(events[events.length - 1]!.name).toBe("answer");
    expect(events.filter(({ name }) => name === "answer")).toHaveLength(1);
  });

  it("streams text that joins to the answer", async () => {
    const events = (await stream("第十条至第十二条")).map(({ event }) => event);
    const answer = events[events.length - 1]!;
    const text = events.flatMap((event) => (event.type === "text-delta" ? [event.text] : [])).join("");
    expect(answer).toMatchObject({ type: "answer", answer: text });
    expect(text).toContain("第十一条");
  });

  it("tells a bad question by its status, before any event", async () => {
    const reply = await app.inject({ method: "POST", url: "/api/ask", headers: { accept: "text/event-stream" }, payload: { question: " " } });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ error: { message: "问题不能为空" } });
  });
});

describe("POST /api/feedback", () => {
  const send = (payload: object) => app.inject({ method: "POST", url: "/api/feedback", payload });

  it("takes a rating of an answer that was given, with 204 and no body", async () => {
    const { answerId } = await ask(app, { question: "第三条" });
    const reply = await send({ answerId, rating: "down", reason: "不全", comment: "缺市州职责" });
    expect([reply.statusCode, reply.body]).toEqual([204, ""]);
  });

  it("is 404 for an answer that was never given", async () => {
    const reply = await send({ answerId: "f".repeat(32), rating: "up" });
    expect(reply.statusCode).toBe(404);
    expect(reply.json()).toMatchObject({ error: { code: "unknown_answer", message: "没有这个回答，无法评价。" } });
  });

  it("names the field that is wrong by what it is", async () => {
    const reply = await send({ answerId: "nope", rating: "fine" });
    expect(reply.json<{ error: { details: unknown } }>().error.details).toEqual([
      { field: "answerId", message: "回答编号格式不对" },
      { field: "rating", message: "评价应为 up 或 down" },
    ]);
  });

  it.each([{ rating: "up" }, { answerId: "f".repeat(32), rating: "fine" }, { answerId: "f".repeat(32), rating: "up", comment: "长".repeat(1001) }, {}])(
    "is 400 for %j",
    async (payload) => {
      expect((await send(payload)).statusCode).toBe(400);
    },
  );
});
