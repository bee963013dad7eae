import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorSchema } from "../../../server/schemas/objects.js";
import { ask, bootApp } from "../../support/app.js";

let app: FastifyInstance;
/** Status and body of requests that came while the server closed. */
const whileClosing = new Map<string, { status: number; body: unknown }>();

let address: string;

beforeAll(async () => {
  ({ app } = await bootApp());
  app.addHook("preClose", async () => {
    for (const path of ["/healthz", "/readyz", "/api/documents", "/no-such"]) {
      const reply = await fetch(address + path);
      whileClosing.set(path, { status: reply.status, body: await reply.json() });
    }
  });
  address = await app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => app.close());

describe("GET /healthz and /readyz", () => {
  it("say that the process lives and which snapshot it serves", async () => {
    expect((await app.inject("/healthz")).json()).toEqual({ status: "ok" });
    const reply = await app.inject("/readyz");
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({ status: "ready", snapshot: expect.stringMatching(/^[0-9a-f]{12}$/) as string });
  });
});

describe("GET /metrics", () => {
  const value = async (series: string): Promise<number> => {
    const body = (await app.inject("/metrics")).body;
    return Number(body.split("\n").find((line) => line.startsWith(`${series} `))?.slice(series.length + 1) ?? 0);
  };

  it("counts turns by outcome, in Prometheus' text format", async () => {
    expect((await app.inject("/metrics")).headers["content-type"]).toMatch(/^text\/plain; version=0\.0\.4/);
    const before = { answered: await value('policy_turns_total{outcome="answered"}'), refused: await value('policy_turns_total{outcome="refused"}') };
    await ask(app, { question: "第五条" });
    await ask(app, { question: "湖南怎么认定" });
    await ask(app, { question: "第七条" });
    expect(await value('policy_turns_total{outcome="answered"}')).toBe(before.answered + 2);
    expect(await value('policy_turns_total{outcome="refused"}')).toBe(before.refused + 1);
    expect(await value("policy_turn_seconds_count")).toBe(before.answered + before.refused + 3);
  });
});

describe("API docs", () => {
  it("are served", async () => {
    const reply = await app.inject("/docs/");
    expect(reply.statusCode).toBe(200);
    expect(reply.headers["content-type"]).toContain("text/html");
  });

  it("describe every call of the API, with its parameters and replies", async () => {
    const { paths } = (await app.inject("/docs/json")).json<{ paths: Record<string, Record<string, { summary?: string; responses?: object }>> }>();
    const calls = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    const served = routesOf(app).filter((call) => / \/(api|v1|d)\/|^POST \/mcp$/.test(call));
    expect(served.length).toBeGreaterThanOrEqual(7);
    expect(calls.sort()).toEqual(served.sort());
    for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
      expect(operation.summary).toMatch(/\p{Script=Han}/u);
      expect(operation.responses).toBeTypeOf("object");
    }
  });

  it("describe the WebSocket's messages", async () => {
    const { channels } = (await app.inject("/docs/asyncapi.json")).json<{ channels: { chat: { address: string; messages: object } } }>();
    expect(channels.chat.address).toBe("/ws/chat");
    const messages = JSON.stringify(channels.chat.messages);
    for (const type of ["ask", "cancel", "resume", "ping", "status", "evidence", "text-delta", "answer", "error"]) expect(messages).toContain(`"${type}"`);
  });
});

describe("while the server closes", () => {
  beforeAll(() => app.close());

  it("readiness is 503, while the process still says that it lives", () => {
    expect(whileClosing.get("/readyz")!.status).toBe(503);
    expect(whileClosing.get("/healthz")).toEqual({ status: 200, body: { status: "ok" } });
  });

  it.each(["/api/documents", "/no-such"])("a request that comes is told so in Chinese, as {error:{code,message}}: %s", (path) => {
    const { status, body } = whileClosing.get(path)!;
    expect(status).toBe(503);
    expect(errorSchema.parse(body).error).toEqual({ code: "draining", message: "服务正在停止，请稍后再试。" });
  });
});

/** The calls that the application serves, written as OpenAPI writes them. */
function routesOf(instance: FastifyInstance): string[] {
  const table = instance.printRoutes({ commonPrefix: false });
  const calls: string[] = [];
  const above: string[] = [];
  for (const line of table.split("\n")) {
    const match = /^([│ ]*[├└]── )(\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!match) continue;
    const depth = match[1]!.length / 4 - 1;
    above.length = depth;
    above.push(match[2]!);
    const path = above.join("").replace(/:(\w+)/g, "{$1}");
    for (const method of match[3]?.split(", ") ?? []) if (method !== "HEAD" && method !== "OPTIONS") calls.push(`${method} ${path}`);
  }
  return calls;
}
