import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { FastifyInstance } from "fastify";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PolicyRetriever, searchAt } from "../../../server/llm/langchain/policy-retriever.js";
import { ApiKeys } from "../../../server/plugins/api-keys.js";
import { answerSchema } from "../../../server/schemas/objects.js";
import { bootApp } from "../../support/app.js";
import { realSnapshotRoot } from "../../support/snapshot.js";

const KEY = "test-key-0123456789";
/** Milliseconds: a program of ours begins to answer once it has opened its snapshot. */
const STARTING_MS = 300_000;
const TRANSPORT = (transport: StdioClientTransport | StreamableHTTPClientTransport) => transport as Parameters<Client["connect"]>[0];
let app: FastifyInstance;
let address: string;

beforeAll(async () => {
  ({ app } = await bootApp({ apiKeys: [KEY] }));
  address = await app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(() => app.close());

describe("the OpenAI API, by the official client", () => {
  const client = (apiKey = KEY) => new OpenAI({ apiKey, baseURL: `${address}/v1`, maxRetries: 0 });
  const asked = (content: string, ...before: string[]) => ({ model: "policy-assistant", messages: [...before, content].map((text) => ({ role: "user" as const, content: text })) });

  it("answers with citations in the message and in a field of their own", async () => {
    const reply = await client().chat.completions.create(asked("管理办法第十五条"));
    const { content } = reply.choices[0]!.message;
    const answer = answerSchema.parse((reply as unknown as { policy: unknown }).policy);
    expect(reply.choices[0]!.finish_reason).toBe("stop");
    expect(content).toContain(answer.answer);
    expect(content).toContain("出处：\n- [1] 《贵州省先进制造业集群培育管理办法（征求意见稿）》第十五条");
    expect(answer.citations[0]!.quote).toContain("每三年复核一次");
    expect(content).toContain(` ${address}/documents/gz-measures#art_15`);
  });

  it("streams the same", async () => {
    const whole = await client().chat.completions.create(asked("管理办法第十五条"));
    let text = "";
    let finish: string | null = null;
    for await (const chunk of await client().chat.completions.create({ ...asked("管理办法第十五条"), stream: true })) {
      text += chunk.choices[0]!.delta.content ?? "";
      finish = chunk.choices[0]!.finish_reason ?? finish;
    }
    expect([text, finish]).toEqual([whole.choices[0]!.message.content, "stop"]);
  });

  it("lets a question lean on the one before", async () => {
    const reply = await client().chat.completions.create(asked("江苏呢", "贵州的集群由谁来认定"));
    const { citations } = (reply as unknown as { policy: { citations: { documentId: string }[] } }).policy;
    expect(new Set(citations.map(({ documentId }) => documentId))).not.toContain("gz-measures");
  });

  it("takes a long conversation, as such clients send it with every turn", async () => {
    const turns = Array.from({ length: 120 }, () => [
      { role: "user" as const, content: "贵州的集群由谁来认定" },
      { role: "assistant" as const, content: "条".repeat(1000) },
    ]).flat();
    const reply = await client().chat.completions.create({ model: "m", messages: [...turns, { role: "user", content: "管理办法第十五条" }] });
    expect(reply.choices[0]!.message.content).toContain("每三年复核一次");
  });

  it("passes over what was sent before and is no question", async () => {
    const picture = { role: "user" as const, content: [{ type: "image_url" as const, image_url: { url: "data:image/png;base64,AA==" } }] };
    const pasted = { role: "user" as const, content: "原".repeat(2001) };
    const reply = await client().chat.completions.create({ model: "m", messages: [picture, pasted, { role: "user", content: "管理办法第十五条" }] });
    expect(reply.choices[0]!.message.content).toContain("每三年复核一次");
    await expect(client().chat.completions.create({ model: "m", messages: [pasted] })).rejects.toMatchObject({ status: 400 });
  });

  it("ends a stream with the usage where a client asks for it", async () => {
    const usages: unknown[] = [];
    for await (const { choices, usage } of await client().chat.completions.create({ ...asked("管理办法第十五条"), stream: true, stream_options: { include_usage: true } })) {
      if (choices.length === 0) usages.push(usage);
    }
    expect(usages).toEqual([{ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }]);
  });

  it("lists its one model", async () => {
    expect((await client().models.list()).data.map(({ id }) => id)).toEqual(["policy-assistant"]);
  });

  it("is closed to a wrong key, and says what is wrong with a request", async () => {
    await expect(client("wrong-key-0123456789").chat.completions.create(asked("公示几个工作日"))).rejects.toMatchObject({ status: 401 });
    await expect(client().chat.completions.create({ model: "m", messages: [{ role: "system", content: "x" }] })).rejects.toMatchObject({ status: 400 });
  });
});

describe("the MCP server, by the SDK's client", () => {
  const over = async (transport: StdioClientTransport | StreamableHTTPClientTransport) => {
    const client = new Client({ name: "test", version: "1" });
    await client.connect(TRANSPORT(transport), { timeout: STARTING_MS });
    return client;
  };
  const textOf = (result: unknown): string => (result as { content: { text: string }[] }).content[0]!.text;

  const uses = async (client: Client) => {
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["search_provisions", "get_provision", "check_eligibility"]);
    const found = JSON.parse(textOf(await client.callTool({ name: "search_provisions", arguments: { query: "多久复核一次", region: "贵州" } }))) as { provisions: { provisionId: string }[] };
    expect(found.provisions.map(({ provisionId }) => provisionId)).toContain("gz-measures#art_15");
    const read = textOf(await client.callTool({ name: "get_provision", arguments: { provisionId: "gz-measures#art_15" } }));
    expect(read).toContain("每三年复核一次");
    const rules = JSON.parse(textOf(await client.callTool({ name: "check_eligibility", arguments: { ruleSetId: "" } }))) as { ruleSets: { id: string }[] };
    const judged = JSON.parse(textOf(await client.callTool({ name: "check_eligibility", arguments: { ruleSetId: rules.ruleSets[0]!.id, facts: {} } }))) as { verdict: string };
    expect(judged.verdict).toBe("need_more_info");
    expect(await client.callTool({ name: "get_provision", arguments: { provisionId: "gz-measures#art_999" } })).toMatchObject({ isError: true });
    await client.close();
  };

  it("serves over HTTP whoever has a key", async () => {
    const to = (key: string) => new StreamableHTTPClientTransport(new URL(`${address}/mcp`), { requestInit: { headers: { authorization: `Bearer ${key}` } } });
    await uses(await over(to(KEY)));
    await expect(over(to("wrong-key-0123456789"))).rejects.toThrow();
  });

  it("serves over stdio", async () => {
    const env = { PATH: process.env["PATH"]!, SNAPSHOT_DIR: realSnapshotRoot() };
    await uses(await over(new StdioClientTransport({ command: process.execPath, args: ["--import", "tsx", "server/cli/mcp.ts"], env, stderr: "ignore" })));
  });
});

describe("keys", () => {
  it("are limited each, and without any the calls are closed", () => {
    let now = 0;
    const keys = new ApiKeys([KEY], () => now, 2);
    const request = { headers: { authorization: `Bearer ${KEY}` } };
    keys.admit(request);
    keys.admit(request);
    expect(() => keys.admit(request)).toThrow("请求太频繁");
    now = 60_000;
    keys.admit(request);
    expect(() => new ApiKeys([]).admit(request)).toThrow("没有开放");
  });
});

it("PolicyRetriever gives langchain programs provisions with their addresses", async () => {
  const [first] = await new PolicyRetriever(searchAt(address), 3).invoke("管理办法第十五条");
  expect(first!.id).toBe("gz-measures#art_15");
  expect(first!.pageContent).toContain("每三年复核一次");
  expect(first!.metadata).toMatchObject({ label: "第十五条", status: "draft" });
});
