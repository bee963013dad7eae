import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { turnEventSchema, type NumberedEvent } from "../../../server/schemas/socket.js";
import { Channels } from "../../../server/channels/channels.js";
import { ask, bootApp } from "../../support/app.js";
import { SocketClient } from "../../support/socket-client.js";

const FRIEND = "https://portal.example.gov.cn";
let app: FastifyInstance;
let host: string;
let client: SocketClient;

beforeAll(async () => {
  ({ app } = await bootApp({ channels: new Channels(null, [FRIEND]) }));
  host = new URL(await app.listen({ host: "127.0.0.1", port: 0 })).host;
});
afterAll(() => app.close());
beforeEach(async () => {
  client = await SocketClient.open(`ws://${host}/ws/chat`);
});
afterEach(() => client.close());

const last = (events: NumberedEvent[]): NumberedEvent => events[events.length - 1]!;
const textOf = (events: NumberedEvent[]): string => events.flatMap((event) => (event.type === "text-delta" ? [event.text] : [])).join("");

describe("a socket", () => {
  it("begins with ready, which names a new conversation", async () => {
    const other = await SocketClient.open(`ws://${host}/ws/chat`);
    expect(client.messages[0]).toMatchObject({ type: "ready", conversationId: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    expect(other.conversationId).not.toBe(client.conversationId);
    await other.close();
  });

  it("answers ping with pong", async () => {
    client.send({ type: "ping" });
    expect(await client.next()).toEqual({ type: "pong" });
  });
});

describe("ask", () => {
  it("gives the turn's events with its id, numbered from 1, the answer last", async () => {
    const events = await client.ask("管理办法第十条至第十二条", "t1");
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.every(({ turnId }) => turnId === "t1")).toBe(true);
    for (const event of events) turnEventSchema.parse(event);
    expect(events.map(({ type }) => type).slice(0, 5)).toEqual(["status", "status", "status", "status", "evidence"]);
    expect(last(events)).toMatchObject({ type: "answer", outcome: "answered", conversationId: client.conversationId, answer: textOf(events) });
  });

  it("gives the same answer as POST /api/ask", async () => {
    const question = "贵州的专项资金支持什么";
    const { answer, citations, notices } = await ask(app, { question });
    expect(last(await client.ask(question, "same"))).toMatchObject({ answer, citations, notices });
  });

  it("keeps the conversation from turn to turn", async () => {
    await client.ask("管理办法第十五条", "t1");
    expect(last(await client.ask("第十七条呢", "t2"))).toMatchObject({ citations: [{ provisionId: "gz-measures#art_17" }] });
  });

  it("goes on with a conversation that began over HTTP", async () => {
    const { conversationId } = await ask(app, { question: "管理办法第十五条" });
    expect(last(await client.ask("第十六条呢", "t1", { conversationId }))).toMatchObject({ conversationId, citations: [{ provisionId: "gz-measures#art_16" }] });
  });

  it("keeps to the channel's region", async () => {
    const answer = last(await client.ask("由谁认定集群", "t1", { region: "贵州" }));
    expect(answer.type === "answer" && [...new Set(answer.citations.map(({ region }) => region))]).toEqual(["贵州"]);
  });

  it("that is refused still ends in an answer", async () => {
    const events = await client.ask("湖南怎么认定集群", "t1");
    expect(last(events)).toMatchObject({ type: "answer", outcome: "refused", citations: [], answer: textOf(events) });
  });

  it("serves many sockets at once, each its own turn", async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => SocketClient.open(`ws://${host}/ws/chat`)));
    const answers = await Promise.all(clients.map((each, i) => each.ask(`管理办法第${i + 9}条`, "t")));
    expect(answers.map((events) => { const answer = last(events); return answer.type === "answer" && answer.citations[0]!.provisionId; })).toEqual(
      clients.map((_, i) => `gz-measures#art_${i + 9}`),
    );
    await Promise.all(clients.map((each) => each.close()));
  });
});

describe("cancel", () => {
  it("ends the turn with an error that says so, and nothing of it is remembered", async () => {
    client.sendTogether({ type: "ask", question: "山东有哪些集群", turnId: "t1" }, { type: "cancel", turnId: "t1" });
    expect(last(await client.turn("t1"))).toMatchObject({ type: "error", code: "cancelled", message: "已取消。" });
    const reply = await app.inject({ method: "POST", url: "/api/ask", payload: { question: "还有呢", conversationId: client.conversationId } });
    expect(reply.statusCode).toBe(404);
  });

  it("leaves the socket free for the next question", async () => {
    client.sendTogether({ type: "ask", question: "山东有哪些集群", turnId: "t1" }, { type: "cancel", turnId: "t1" });
    await client.turn("t1");
    expect(last(await client.ask("管理办法第二条", "t2"))).toMatchObject({ type: "answer", outcome: "answered" });
  });

  it("of a turn that is over or was never begun does nothing", async () => {
    await client.ask("管理办法第二条", "t1");
    client.send({ type: "cancel", turnId: "t1" });
    client.send({ type: "cancel", turnId: "never" });
    client.send({ type: "ping" });
    expect(await client.next()).toEqual({ type: "pong" });
  });
});

describe("resume", () => {
  const resumed = async (conversationId: string, afterSeq: number): Promise<NumberedEvent[]> => {
    const other = await SocketClient.open(`ws://${host}/ws/chat`);
    other.send({ type: "resume", conversationId, turnId: "t1", afterSeq });
    const events = await other.turn("t1");
    await other.close();
    return events;
  };

  it("sends what came after a number, so that the transcript is the same as without a cut", async () => {
    const events = await client.ask("贵州和江苏的专项资金有什么不同", "t1");
    for (const seen of [0, 1, 4, events.length - 1]) {
      expect([...events.slice(0, seen), ...(await resumed(client.conversationId, seen))]).toEqual(events);
    }
  });

  it("sends the whole turn to a client that was cut right after asking", async () => {
    client.send({ type: "ask", question: "管理办法第十四条", turnId: "t1" });
    await client.close();
    const events = await resumed(client.conversationId, 0);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(last(events)).toMatchObject({ type: "answer", outcome: "answered", answer: textOf(events) });
  });

  it("lets the conversation go on", async () => {
    await client.ask("管理办法第十五条", "t1");
    const other = await SocketClient.open(`ws://${host}/ws/chat`);
    other.send({ type: "resume", conversationId: client.conversationId, turnId: "t1", afterSeq: 0 });
    await other.turn("t1");
    expect(last(await other.ask("第十七条呢", "t2"))).toMatchObject({ conversationId: client.conversationId, citations: [{ provisionId: "gz-measures#art_17" }] });
    await other.close();
  });

  it("of a turn that is not known is told so", async () => {
    client.send({ type: "resume", conversationId: client.conversationId, turnId: "never", afterSeq: 0 });
    expect(await client.next()).toMatchObject({ type: "error", code: "unknown_turn", message: "没有可以续传的回答，请重新提问。" });
  });
});

describe("a message that is wrong", () => {
  const wrong: [string, string | Buffer, string][] = [
    ["no JSON", "{", "bad_json"],
    ["JSON but no object", "3", "bad_json"],
    ["binary", Buffer.from([0, 159, 146, 150]), "bad_json"],
    ["of an unknown type", '{"type":"shout"}', "bad_request"],
    ["of no type", "{}", "bad_request"],
    ["an empty question", '{"type":"ask","turnId":"t","question":"  "}', "bad_request"],
    ["a question without a turn", '{"type":"ask","question":"集群"}', "bad_request"],
    ["a question too long", JSON.stringify({ type: "ask", turnId: "t", question: "集".repeat(2001) }), "bad_request"],
    ["a lone surrogate", '{"type":"ask","turnId":"t","question":"\\udc00"}', "bad_request"],
    ["an unknown conversation", JSON.stringify({ type: "ask", turnId: "t", question: "集群", conversationId: "0".repeat(32) }), "unknown_conversation"],
    ["an unknown document", JSON.stringify({ type: "ask", turnId: "t", question: "集群", documentId: "no-such" }), "unknown_document"],
    ["a resume before the first event", JSON.stringify({ type: "resume", turnId: "t", conversationId: "0".repeat(32), afterSeq: -1 }), "bad_request"],
  ];

  it.each(wrong)("(%s) is told so in Chinese, and the socket stays open", async (_, message, code) => {
    client.socket.send(message);
    const reply = await client.next();
    expect(reply).toMatchObject({ type: "error", code });
    expect(reply.type === "error" && reply.message).toMatch(/\p{Script=Han}/u);
    expect(last(await client.ask("管理办法第一条", "after"))).toMatchObject({ type: "answer", outcome: "answered" });
  });

  it("(a second question while the first is answered) is told so, and the first is answered", async () => {
    client.sendTogether({ type: "ask", question: "管理办法第三条", turnId: "t1" }, { type: "ask", question: "管理办法第四条", turnId: "t2" });
    expect(await client.until(({ type }) => type === "error")).toMatchObject({ code: "busy" });
    expect(last(await client.turn("t1"))).toMatchObject({ type: "answer", citations: [{ provisionId: "gz-measures#art_3" }] });
  });

  it("(larger than any question) closes that socket only", async () => {
    const other = await SocketClient.open(`ws://${host}/ws/chat`);
    other.socket.send("x".repeat(64 * 1024));
    await expect(other.until(({ type }) => type === "pong")).rejects.toThrow("1009");
    client.send({ type: "ping" });
    expect(await client.next()).toEqual({ type: "pong" });
  });

  it("(garbage, many times) ends neither the socket nor the server", async () => {
    for (let i = 0; i < 50; i++) {
      client.socket.send(Buffer.from(Array.from({ length: i }, (_, j) => (i * 31 + j * 17) % 256)));
      client.socket.send(String.fromCharCode(...Array.from({ length: i }, (_, j) => 32 + ((i * 31 + j * 17) % 90))));
    }
    expect(last(await client.ask("管理办法第一条", "after"))).toMatchObject({ type: "answer" });
  });
});

describe("the origin of the page that opens a socket", () => {
  const open = (origin: string) => SocketClient.open(`ws://${host}/ws/chat`, { origin }).then((opened) => opened.close());

  it.each(["https://evil.example", "null", "http://127.0.0.1.evil.example", "not a url"])("%s is refused with 403 before the upgrade", async (origin) => {
    await expect(open(origin)).rejects.toThrow("403");
  });

  it("on another port of this machine is refused", async () => {
    await expect(open("http://127.0.0.1:9")).rejects.toThrow("403");
  });

  it("is let in when it is the server's own or one of those allowed", async () => {
    await open(`http://${host}`);
    await open(FRIEND);
  });
});

describe("a site's channel", () => {
  it("asks of its region, and stands in the metrics", async () => {
    const { app: other } = await bootApp({ channels: channelsOf("- { id: portal, name: 门户, origins: [https://portal.example.gov.cn], regions: [山东], greeting: 您好 }") });
    const url = new URL(await other.listen({ host: "127.0.0.1", port: 0 }));
    const page = await SocketClient.open(`ws://${url.host}/ws/chat?channel=portal`, { origin: FRIEND });
    const answer = last(await page.ask("集群发展促进组织有什么要求", "t1"));
    expect(answer.type === "answer" && [...new Set(answer.citations.map(({ region }) => region))]).toEqual(["山东"]);
    expect((await other.inject("/metrics")).body).toContain('policy_sockets{channel="portal"} 1');
    const greeting = await other.inject({ url: "/api/channel?channel=portal", headers: { origin: FRIEND } });
    expect(greeting.json()).toEqual({ id: "portal", name: "门户", greeting: "您好", regions: ["山东"] });
    expect(greeting.headers["access-control-allow-origin"]).toBe(FRIEND);
    expect(greeting.headers["content-security-policy"]).toContain(`frame-ancestors 'self' ${FRIEND}`);
    await page.close();
    await other.close();
  });

  it("that is not registered is refused, and so is one that is full", async () => {
    const { app: other } = await bootApp({ channels: channelsOf("- { id: portal, name: 门户, origins: [https://portal.example.gov.cn], limits: { sockets: 1 } }") });
    const { host: address } = new URL(await other.listen({ host: "127.0.0.1", port: 0 }));
    await expect(SocketClient.open(`ws://${address}/ws/chat?channel=nowhere`, { origin: FRIEND })).rejects.toThrow("404");
    const first = await SocketClient.open(`ws://${address}/ws/chat?channel=portal`, { origin: FRIEND });
    await expect(SocketClient.open(`ws://${address}/ws/chat?channel=portal`, { origin: FRIEND })).rejects.toThrow("429");
    await first.close();
    await expect.poll(() => SocketClient.open(`ws://${address}/ws/chat?channel=portal`, { origin: FRIEND }).then((opened) => opened.close()).then(() => true, () => false)).toBe(true);
    await other.close();
  });
});

describe("a client that floods", () => {
  it("is cut, and the others go on", async () => {
    const flood = await SocketClient.open(`ws://${host}/ws/chat`);
    for (let i = 0; i < 400; i++) flood.send({ type: "ping" });
    await expect(flood.until(({ type }) => type === "error")).rejects.toThrow("1008");
    client.send({ type: "ping" });
    expect(await client.next()).toEqual({ type: "pong" });
  });
});

describe("a server that stops", () => {
  it("tells every client, finishes what was asked, cuts the silent, and takes nobody in", async () => {
    const { app: other } = await bootApp();
    const { host: address } = new URL(await other.listen({ host: "127.0.0.1", port: 0 }));
    const [asking, idle, silent] = await Promise.all([0, 1, 2].map(() => SocketClient.open(`ws://${address}/ws/chat`)));
    silent!.socket.pause();
    asking!.send({ type: "ask", question: "贵州和江苏的专项资金有什么不同", turnId: "t1" });
    await asking!.until(({ type }) => type === "status");
    const closing = other.close();
    expect(last(await asking!.turn("t1"))).toMatchObject({ type: "answer", outcome: "answered" });
    expect(await idle!.until(({ type }) => type === "error")).toMatchObject({ code: "draining" });
    await closing;
    silent!.socket.resume();
    await Promise.all([asking, idle, silent].map((each) => each!.close()));
    expect(idle!.closed).toEqual({ code: 1001 });
  });
});

function channelsOf(yaml: string): Channels {
  const folder = mkdtempSync(join(tmpdir(), "policy-channels-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "channels.yaml"), yaml);
  return new Channels(join(folder, "channels.yaml"));
}
