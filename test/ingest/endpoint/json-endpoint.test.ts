import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { JsonEndpoint } from "../../../ingest/endpoint/json-endpoint.js";
import { EndpointError, type EndpointProblem } from "../../../ingest/errors.js";
import { ModelServer, SECRET_KEY, type Fault } from "../../support/model-server.js";
import { PATIENCE_MS } from "../../support/patience.js";

const QUESTION = "我厂的秘密配方";
const SHORT = 40;
const schema = z.object({ data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()) })) });

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const post = (timeoutMs = PATIENCE_MS, baseUrl = server.baseUrl) =>
  new JsonEndpoint("向量服务", { baseUrl, model: "test-model", apiKey: SECRET_KEY }, 1).post("/embeddings", { input: [QUESTION] }, schema, timeoutMs);

/** How a call with these faults ends, and how many requests it took. */
async function failure(timeoutMs: number, ...faults: Fault[]): Promise<{ error: EndpointError; requests: number }> {
  server.failNext(...faults);
  const error: unknown = await post(timeoutMs).catch((thrown: unknown) => thrown);
  if (!(error instanceof EndpointError)) throw new Error(`expected an EndpointError, got ${inspect(error)}`);
  return { error, requests: server.received.length };
}

describe("a call", () => {
  it("sends model, body and key, and gives the reply", async () => {
    expect((await post()).data).toHaveLength(1);
    const [{ path, headers, body }] = server.received as [(typeof server.received)[0]];
    expect(path).toBe("/v1/embeddings");
    expect(headers).toMatchObject({ authorization: `Bearer ${SECRET_KEY}`, "content-type": "application/json" });
    expect(body).toEqual({ model: "test-model", input: [QUESTION] });
  });

  it("sends no authorization where there is no key", async () => {
    await new JsonEndpoint("向量服务", { baseUrl: server.baseUrl, model: "m", apiKey: null }).post("/embeddings", { input: ["甲"] }, schema, PATIENCE_MS);
    expect(server.received[0]!.headers).not.toHaveProperty("authorization");
  });

  it.each<[string, Fault]>([
    ["429", { status: 429 }],
    ["429 that says when to come back", { status: 429, headers: { "retry-after": "0" } }],
    ["500", { status: 500 }],
    ["503", { status: 503 }],
    ["a cut connection", "cut"],
    ["a connection cut in the body", "cut in the body"],
  ])("is tried once more after %s", async (_what, fault) => {
    server.failNext(fault);
    expect((await post()).data).toHaveLength(1);
    expect(server.received).toHaveLength(2);
  });

  it.each<[string, Fault, EndpointProblem]>([
    ["429", { status: 429 }, "status"],
    ["500", { status: 500 }, "status"],
    ["a cut connection", "cut", "unreachable"],
  ])("fails after the second %s", async (_what, fault, problem) => {
    const { error, requests } = await failure(PATIENCE_MS, fault, fault);
    expect({ problem: error.problem, requests }).toEqual({ problem, requests: 2 });
  });

  it("is not tried again where the service wants a longer wait than there is time", async () => {
    const { error, requests } = await failure(PATIENCE_MS, { status: 429, headers: { "retry-after": "3600" } });
    expect({ status: error.status, requests }).toEqual({ status: 429, requests: 1 });
  });

  it.each([400, 401, 403, 404, 413, 422])("is not tried again after %i, and the message says what to look at", async (status) => {
    const { error, requests } = await failure(PATIENCE_MS, { status });
    expect({ problem: error.problem, status: error.status, requests }).toEqual({ problem: "status", status, requests: 1 });
    expect(error.message).toMatch(new RegExp(`^向量服务（http://127\\.0\\.0\\.1:\\d+）返回状态 ${status}，请检查`));
  });

  it("does not follow a redirect with key and question", async () => {
    const { error, requests } = await failure(PATIENCE_MS, { status: 307, headers: { location: `${server.baseUrl}/elsewhere` } });
    expect({ status: error.status, requests }).toEqual({ status: 307, requests: 1 });
  });

  it("ends in time where nothing comes, at the first attempt or at the second", async () => {
    expect((await failure(SHORT, "hang")).error).toMatchObject({ problem: "timeout", message: expect.stringContaining(`在 ${SHORT} 毫秒内没有应答`) as string });
    expect((await failure(SHORT, "cut", "hang")).error.problem).toBe("timeout");
  });

  it("says so where nobody listens", async () => {
    const closed = await ModelServer.start();
    const { baseUrl } = closed;
    await closed.close();
    await expect(post(PATIENCE_MS, baseUrl)).rejects.toMatchObject({ problem: "unreachable", message: expect.stringContaining("连接不上") as string });
  });

  it.each<[string, Fault, string]>([
    ["a page of HTML", { text: "<html><body>Sign in</body></html>" }, "不是 JSON"],
    ["nothing", { text: "" }, "不是 JSON"],
    ["NaN, which is no JSON", { text: '{"data":[{"index":0,"embedding":[NaN]}]}' }, "不是 JSON"],
    ["a number beyond all numbers", { text: '{"data":[{"index":0,"embedding":[1e999]}]}' }, "data.0.embedding.0"],
    ["null in a vector", { change: () => ({ data: [{ index: 0, embedding: [null] }] }) }, "data.0.embedding.0"],
    ["another form", { change: () => ({ error: "busy" }) }, "缺少字段或类型不对（data）"],
    ["no object", { text: "[]" }, "整个内容"],
  ])("refuses %s", async (_what, fault, message) => {
    const { error, requests } = await failure(PATIENCE_MS, fault);
    expect({ problem: error.problem, requests }).toEqual({ problem: "malformed", requests: 1 });
    expect(error.message).toContain(message);
  });
});

describe("an error", () => {
  it.each<[string, Fault]>([
    ["a refusal", { status: 401 }],
    ["a server's error", { status: 500 }],
    ["a cut connection", "cut"],
    ["a body cut short", "cut in the body"],
    ["a timeout", "hang"],
    ["a reply that repeats what was sent", { change: () => ({ error: `${SECRET_KEY} ${QUESTION}` }) }],
    ["the same as text", { text: `${SECRET_KEY} ${QUESTION}` }],
  ])("of %s holds neither the key nor what was asked, however deep one looks", async (_what, fault) => {
    const { error } = await failure(fault === "hang" ? SHORT : PATIENCE_MS, fault, fault);
    const seen = inspect(error, { depth: Infinity, showHidden: true });
    expect(seen).not.toContain(SECRET_KEY);
    expect(seen).not.toContain(QUESTION);
  });
});
