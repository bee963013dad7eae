import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { errorSchema } from "../../server/schemas/objects.js";
import { ask, bootApp } from "../support/app.js";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await bootApp());
});
afterAll(() => app.close());

const json = { "content-type": "application/json" };
const post = (payload: unknown): InjectOptions => ({ method: "POST", url: "/api/ask", headers: json, payload: JSON.stringify(payload) });

/** Every way of asking wrongly, with the status and code it is told. */
const BAD_REQUESTS: [string, InjectOptions, number, string][] = [
  ["an empty question", post({ question: "" }), 400, "bad_request"],
  ["a question of blanks", post({ question: " \n\u3000" }), 400, "bad_request"],
  ["no question", post({}), 400, "bad_request"],
  ["a question that is no text", post({ question: ["集群"] }), 400, "bad_request"],
  ["a body that is a list", post([]), 400, "bad_request"],
  ["a question of 100,000 characters", post({ question: "集".repeat(100_000) }), 413, "too_large"],
  ["a question above the limit", post({ question: "集".repeat(2001) }), 400, "bad_request"],
  ["a lone surrogate", { ...post(null), payload: '{"question":"集群\\ud83d"}' }, 400, "bad_request"],
  ["an unknown conversation", post({ question: "第一条", conversationId: "0".repeat(32) }), 404, "unknown_conversation"],
  ["a conversation id of wrong form", post({ question: "第一条", conversationId: "../x" }), 400, "bad_request"],
  ["an unknown document", post({ question: "第一条", documentId: "no-such" }), 404, "unknown_document"],
  ["a day of wrong form", post({ question: "第一条", asOf: "今天" }), 400, "bad_request"],
  ["JSON that breaks off", { ...post(null), payload: '{"question":"集' }, 400, "bad_json"],
  ["an empty body", { ...post(null), payload: "" }, 400, "bad_json"],
  ["a body that poisons prototypes", { ...post(null), payload: '{"question":"集群","__proto__":{"admin":true}}' }, 400, "bad_json"],
  ["a body of XML", { ...post(null), headers: { "content-type": "application/xml" }, payload: "<q/>" }, 415, "bad_media_type"],
  ["no body", { method: "POST", url: "/api/ask" }, 400, "bad_request"],
  ["a limit of 0", { method: "GET", url: "/api/search", query: { q: "集群", limit: "0" } }, 400, "bad_request"],
  ["an unknown document's text", { method: "GET", url: "/api/documents/no-such/text" }, 404, "unknown_document"],
  ["an unknown provision", { method: "GET", url: "/api/provisions/gz-measures/art_0" }, 404, "unknown_provision"],
  ["an unknown route", { method: "GET", url: "/api/no-such" }, 404, "not_found"],
  ["an unknown page", { method: "GET", url: "/no-such.php" }, 404, "not_found"],
  ["a plain GET of /ws/chat, without an upgrade", { method: "GET", url: "/ws/chat" }, 426, "upgrade_required"],
  ["an address that is badly encoded", { method: "GET", url: "/api/documents/%zz" }, 400, "bad_url"],
  ["an address that is too long", { method: "GET", url: `/api/documents/${"a".repeat(5000)}` }, 414, "bad_url"],
  ["a method that the route has not", { method: "DELETE", url: "/api/documents" }, 404, "not_found"],
];

describe("a bad request", () => {
  afterEach(async () => {
    expect((await ask(app, { question: "管理办法第一条" })).outcome).toBe("answered");
  });

  it.each(BAD_REQUESTS)("that is %s is told what is wrong, in Chinese, and the application goes on", async (_, request, status, code) => {
    const reply = await app.inject(request);
    expect(reply.statusCode).toBe(status);
    expect(reply.headers["content-type"]).toMatch(/^application\/json/);
    const { error } = errorSchema.parse(reply.json());
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/\p{Script=Han}/u);
    expect(Object.keys(reply.json<object>())).toEqual(["error"]);
    expect(reply.body).not.toMatch(/FST_|node_modules|at .*\.ts:/);
  });

  it("that a person makes in the address bar is told on a page, with the way back", async () => {
    const reply = await app.inject({ url: "/no-such", headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } });
    expect(reply.statusCode).toBe(404);
    expect(reply.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(reply.headers["content-security-policy"]).toContain("default-src");
    expect(reply.body).toMatch(/<html lang="zh-CN">[^]*没有这个页面[^]*<a href="\/">/);
    expect((await app.inject({ url: "/api/no-such", headers: { accept: "text/html, */*" } })).json()).toMatchObject({ error: { code: "not_found" } });
  });
});

it.each(["/assets/../../package.json", "/assets/..%2f..%2fpackage.json", "/assets/%2e%2e/%2e%2e/package.json", "/assets/..%5c..%5cpackage.json", "/documents/../../package.json"])(
  "a path that climbs out of the pages gets nothing: %s",
  async (url) => {
    const reply = await app.inject(url);
    expect([400, 403, 404]).toContain(reply.statusCode);
    expect(errorSchema.parse(reply.json()).error.message).toMatch(/\p{Script=Han}/u);
  },
);

it("any JSON at all is answered with an answer or a 4xx, never with a failure", async () => {
  const body = fc.oneof(
    fc.json(),
    fc.record(
      { question: fc.oneof(fc.string({ unit: "binary" }), fc.anything()), region: fc.oneof(fc.string(), fc.integer()), documentId: fc.string(), asOf: fc.string(), conversationId: fc.string() },
      { requiredKeys: ["question"] },
    ).map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(body, async (payload) => {
      const reply = await app.inject({ method: "POST", url: "/api/ask", headers: json, payload });
      expect(reply.statusCode).toBeLessThan(500);
      if (reply.statusCode !== 200) expect(errorSchema.parse(reply.json()).error.message).toMatch(/\p{Script=Han}/u);
    }),
    { numRuns: 150 },
  );
});

it("what a log line may hold of a request is its method and path: neither query nor address", async () => {
  const logged: unknown[] = [];
  const { app: other } = await bootApp();
  const serializers = (other.log as unknown as Record<symbol, { req: (request: unknown) => unknown }>)[Symbol.for("pino.serializers")]!;
  other.addHook("onRequest", async (request) => void logged.push(serializers.req(request)));
  await other.inject({ url: "/api/search?q=%E7%A7%98%E5%AF%86&limit=1", remoteAddress: "10.9.8.7", headers: { cookie: "session=1" } });
  await other.close();
  expect(logged).toEqual([{ method: "GET", path: "/api/search" }]);
});

describe("work that holds the process up for a moment", () => {
  it("does not turn away who asks right after it", async () => {
    for (let i = 0; i < 5; i++) {
      for (const until = performance.now() + 1_100; performance.now() < until; );
      await setImmediate();
      expect((await app.inject("/healthz")).statusCode).toBe(200);
    }
  });
});
