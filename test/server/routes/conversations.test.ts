import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversationReplySchema } from "../../../server/schemas/http.js";
import type { Store } from "../../../server/store/store.js";
import { ask, bootApp } from "../../support/app.js";

let app: FastifyInstance;
let store: Store;
beforeAll(async () => {
  ({ app, store } = await bootApp());
});
afterAll(() => app.close());

const read = (id: string) => app.inject(`/api/conversations/${id}`);

describe("a conversation", () => {
  it("is read again by its id: questions, answers and what was said of them", async () => {
    const first = await ask(app, { question: "管理办法第十五条" });
    const second = await ask(app, { question: "第十七条呢", conversationId: first.conversationId });
    await app.inject({ method: "POST", url: "/api/feedback", payload: { answerId: second.answerId, rating: "down", comment: "打 13812345678 问我" } });
    const { turns } = conversationReplySchema.parse((await read(first.conversationId)).json());
    expect(turns.map(({ question }) => question)).toEqual(["管理办法第十五条", "第十七条呢"]);
    expect(turns[0]!.answer).toEqual(first);
    expect(turns[1]!.feedback).toMatchObject([{ rating: "down", comment: "打 **** 问我" }]);
  });

  it("is deleted with all that belongs to it", async () => {
    const { conversationId, answerId } = await ask(app, { question: "管理办法第一条" });
    const remove = () => app.inject({ method: "DELETE", url: `/api/conversations/${conversationId}` });
    expect((await remove()).statusCode).toBe(204);
    expect((await read(conversationId)).json()).toMatchObject({ error: { code: "unknown_conversation" } });
    expect((await remove()).statusCode).toBe(404);
    expect(store.findTurn(answerId)).toBeNull();
    expect((await app.inject({ method: "POST", url: "/api/feedback", payload: { answerId, rating: "up" } })).statusCode).toBe(404);
  });

  it("keeps no personal number of what was asked, in no field", async () => {
    const { conversationId, answerId, answer } = await ask(app, { question: "我是张三，电话１３９ 1234 5678，身份证52010219900307123X，我们公司能不能申报贵州的集群" });
    expect(JSON.stringify(store.findTurn(answerId)) + answer + (await read(conversationId)).body).not.toMatch(/1234|１３９|5201021990/);
    expect((await app.inject("/metrics")).body).toMatch(/policy_masked_total [1-9]/);
  });
});

it.each(["../../etc", "短", "a b"])("an id of wrong form is told so: %s", async (id) => {
  expect((await read(encodeURIComponent(id))).json()).toMatchObject({ error: { code: "bad_request" } });
});
