import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import type { AgentTool } from "../../../server/llm/answer-writer.js";
import { Breaker } from "../../../server/llm/breaker.js";
import { ModelError } from "../../../server/llm/model-error.js";
import { AgentWriter } from "../../../server/llm/open-writer.js";
import { profileSchema, type Profile } from "../../../server/llm/profile.js";
import { PATIENCE_MS } from "../../support/patience.js";
import { beginStream, calls, event, says, StreamingModel, type Script } from "../../support/streaming-model.js";

let model: StreamingModel;
afterEach(() => model.close());

/** A crowded machine is none of an endpoint's faults: a test shortens the limit that it is about. */
const PATIENT: Partial<Profile> = { firstTokenMs: PATIENCE_MS, idleMs: PATIENCE_MS, totalMs: 2 * PATIENCE_MS };

async function writerFor(script: Script, profile: Partial<Profile> = {}, breaker = new Breaker()): Promise<AgentWriter> {
  model = await StreamingModel.start(script);
  return new AgentWriter({ baseUrl: model.baseUrl, model: "scripted", apiKey: "k" }, profileSchema.parse({ ...PATIENT, ...profile }), breaker);
}

async function textOf(writer: AgentWriter, tools: AgentTool[] = []): Promise<string> {
  let text = "";
  for await (const written of writer.write({ system: "依据", question: "问题", tools })) text = "text" in written ? text + written.text : "";
  return text;
}

const looked: unknown[] = [];
const LOOK: AgentTool = {
  name: "search_provisions",
  description: "finds",
  schema: z.object({ query: z.string() }),
  run: async (input) => {
    looked.push(input);
    return "[7] 第十五条 每三年复核一次。";
  },
};

describe("AgentWriter", () => {
  it("streams what the model writes, with the key of its own endpoint and no other", async () => {
    vi.stubEnv("OPENAI_API_KEY", "someone-else");
    onTestFinished(() => void vi.unstubAllEnvs());
    const writer = await writerFor(says("每三年复核一次[1]。"));
    expect(await textOf(writer)).toBe("每三年复核一次[1]。");
    expect(model.authorizations).toEqual(["Bearer k"]);
    expect(model.requests[0]!.messages).toEqual([{ role: "system", content: "依据" }, { role: "user", content: "问题" }]);
    expect(model.requests[0]!.tools).toBeUndefined();
  });

  it("runs the tools that the model calls and gives it what they found; what it said before counts no more", async () => {
    const writer = await writerFor((response, request, call) => (call === 1 ? calls("search_provisions", { query: "复核" }) : says("复核[7]。"))(response, request, call));
    expect(await textOf(writer, [LOOK])).toBe("复核[7]。");
    expect(looked).toEqual([{ query: "复核" }]);
    expect(model.requests[1]!.messages.at(-1)).toMatchObject({ role: "tool", content: "[7] 第十五条 每三年复核一次。" });
  });

  it.each(["auto", "none"] as const)("sends tool_choice only where the profile says so (%s)", async (toolChoice) => {
    const writer = await writerFor(says("复核[7]。"), { toolChoice });
    await textOf(writer, [LOOK]);
    expect(model.requests[0]!.tools).toHaveLength(1);
    expect(model.requests[0]!.tool_choice).toBe(toolChoice === "auto" ? "auto" : undefined);
  });

  it.each(["return", "drop"] as const)("does with a model's thoughts before a tool call what the profile says (%s)", async (reasoning) => {
    const writer = await writerFor(
      (response, request, call) => {
        if (call > 1) return says("复核[7]。")(response, request, call);
        beginStream(response);
        for (const thought of ["先", "查一查"]) response.write(event({ role: "assistant", content: null, reasoning_content: thought }));
        response.write(event({ tool_calls: [{ index: 0, id: "call-1", type: "function", function: { name: "search_provisions", arguments: '{"query":' } }] }));
        response.write(event({ tool_calls: [{ index: 0, function: { arguments: '"复核"}' } }] }));
        response.end(`${event({}, "tool_calls")}data: [DONE]\n\n`);
      },
      { reasoning },
    );
    expect(await textOf(writer, [LOOK])).toBe("复核[7]。");
    const called = model.requests[1]!.messages.find(({ role }) => role === "assistant") as { reasoning_content?: string };
    expect(called.reasoning_content).toBe(reasoning === "return" ? "先查一查" : undefined);
  });

  it("ends a model that calls tools for ever", async () => {
    const writer = await writerFor(calls("search_provisions", { query: "复核" }), { maxCalls: 3 });
    await expect(textOf(writer, [LOOK])).rejects.toThrow(ModelError);
    expect(model.requests.length).toBe(3);
  });

  it.each(["length", "content_filter", null])("does not take a reply that ends with %s for a whole one", async (finish) => {
    const writer = await writerFor((response) => {
      beginStream(response);
      response.end(`${event({ content: "每三年" })}${finish ? event({}, finish) : ""}data: [DONE]\n\n`);
    });
    await expect(textOf(writer)).rejects.toMatchObject({ problem: "cut_off" });
  });

  it("takes a missing end mark for the end where the profile says that the server sends none", async () => {
    const writer = await writerFor((response) => {
      beginStream(response);
      response.end(`${event({ content: "每三年复核。" })}data: [DONE]\n\n`);
    }, { finishReason: "lenient" });
    expect(await textOf(writer)).toBe("每三年复核。");
  });

  it("offers no tools to a server that refuses them", async () => {
    const writer = await writerFor(says("好[1]。"), { tools: false });
    await textOf(writer, [LOOK]);
    expect(model.requests[0]!.tools).toBeUndefined();
  });

  it("waits for the first token, then for the next, no longer than it is told", async () => {
    const silent = await writerFor((response) => beginStream(response), { firstTokenMs: 100 });
    await expect(textOf(silent)).rejects.toMatchObject({ problem: "first_token_timeout" });
    await model.close();
    const stops = await writerFor((response) => {
      beginStream(response);
      response.write(event({ content: "每" }));
    }, { idleMs: 100 });
    await expect(textOf(stops)).rejects.toMatchObject({ problem: "idle_timeout" });
  });

  it("leaves the model in peace after failures in a row, and lets one turn try it later", async () => {
    let now = 0;
    const breaker = new Breaker(() => now, 2, 1000);
    const writer = await writerFor((response) => void response.writeHead(400).end(), {}, breaker);
    for (let i = 0; i < 2; i++) await expect(textOf(writer)).rejects.toThrow(ModelError);
    await expect(textOf(writer)).rejects.toMatchObject({ problem: "paused" });
    expect(model.requests.length).toBe(2);
    now = 1001;
    model.script = says("好[1]。");
    expect(await textOf(writer)).toBe("好[1]。");
    expect(await textOf(writer)).toBe("好[1]。");
  });
});
