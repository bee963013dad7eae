import { describe, expect, it } from "vitest";
import { EndpointError } from "../../../ingest/index.js";
import { OpenAiChat } from "../../../server/llm/openai-chat.js";
import { completion, startChatServer, type ScriptedReply } from "../../support/chat-server.js";

const QUESTION = [{ role: "user" as const, content: "你好" }];
/** Milliseconds, where no reply will come. */
const IMPATIENT = 200;

async function refusal(reply: ScriptedReply): Promise<EndpointError> {
  const { baseUrl } = await startChatServer(reply);
  const error: unknown = await new OpenAiChat({ baseUrl, model: "small", apiKey: null }, reply === null ? IMPATIENT : undefined).complete(QUESTION).catch((caught: unknown) => caught);
  if (!(error instanceof EndpointError)) throw new Error(`expected a refusal, got ${JSON.stringify(error)}`);
  return error;
}

describe("OpenAiChat", () => {
  it("gives the whole reply, and sends the messages, the model and the key", async () => {
    const { baseUrl, calls } = await startChatServer("您好");
    const model = new OpenAiChat({ baseUrl, model: "small", apiKey: "k" });
    expect(await model.complete(QUESTION)).toBe("您好");
    expect(model.name).toBe("small");
    expect(calls).toEqual([{ path: "/v1/chat/completions", authorization: "Bearer k", body: { model: "small", messages: QUESTION, stream: false } }]);
  });

  it("sends no key where none is set", async () => {
    const { baseUrl, calls } = await startChatServer("您好");
    await new OpenAiChat({ baseUrl, model: "small", apiKey: null }).complete(QUESTION);
    expect(calls[0]!.authorization).toBeUndefined();
  });

  it.each<[string, ScriptedReply, RegExp]>([
    ["an answer that was cut off", { body: completion("半句", "length") }, /没有写完（length）/],
    ["an answer without an end", { body: completion("半句", null) }, /没有写完（没有结束标记）/],
    ["HTML with status 200", { body: "<html></html>" }, /不是 JSON/],
    ["an empty body", { body: "" }, /不是 JSON/],
    ["JSON of another kind", { body: '{"choices":[]}' }, /类型不对（choices）/],
    ["an error status", { status: 500, body: "{}" }, /返回状态 500/],
    ["a redirect", { status: 302, body: "", location: "/elsewhere" }, /返回状态 302/],
    ["no answer at all", null, /没有应答/],
  ])("refuses %s, in words", async (_what, reply, message) => {
    expect((await refusal(reply)).message).toMatch(message);
  });

  it("says so where nobody listens", async () => {
    const closed = new OpenAiChat({ baseUrl: "http://127.0.0.1:1/v1", model: "small", apiKey: null });
    await expect(closed.complete(QUESTION)).rejects.toThrow(/连接不上/);
  });
});
