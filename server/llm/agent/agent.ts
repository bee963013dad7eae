import "./no-tracing.js";
import { AIMessageChunk, HumanMessage, SystemMessage, ToolMessage } from "@langchain/core/messages";
import { createAgent, createMiddleware, modelCallLimitMiddleware, tool, toolCallLimitMiddleware } from "langchain";
import type { EndpointSettings } from "../../../ingest/index.js";
import type { AgentTool, Written, WritingTask } from "../answer-writer.js";
import { ModelError } from "../model-error.js";
import type { Profile } from "../profile.js";
import { GuardedChat } from "./guarded-chat.js";

/** Graph steps a model call: the call, its tools, and the middleware around both. */
const STEPS_PER_CALL = 8;

/** Runs the agent on one task. Text comes as the model writes it; the last message must end as a whole one does. */
export async function* runAgent(settings: EndpointSettings, profile: Profile, task: WritingTask, signal: AbortSignal): AsyncGenerator<Written> {
  const agent = createAgent({
    model: new GuardedChat(settings, profile),
    tools: profile.tools ? task.tools.map(toLangchain) : [],
    middleware: [
      modelCallLimitMiddleware({ runLimit: profile.maxCalls, exitBehavior: "error" }),
      toolCallLimitMiddleware({ runLimit: profile.maxToolCalls, exitBehavior: "continue" }),
      toolChoiceMiddleware(profile),
    ],
  });
  // As a message: `systemPrompt` goes out as a list of content blocks, which many servers refuse.
  const stream = await agent.stream({ messages: [new SystemMessage(task.system), new HumanMessage(task.question)] }, { streamMode: "messages", signal, recursionLimit: profile.maxCalls * STEPS_PER_CALL });
  let text = "";
  for await (const [message] of stream) {
    if (ToolMessage.isInstance(message)) {
      text = "";
      yield { restart: true };
    } else if (AIMessageChunk.isInstance(message) && typeof message.content === "string" && message.content !== "") {
      text += message.content;
      yield { text: message.content };
    }
  }
  if (text.trim() === "") throw new ModelError("cut_off", "对话模型没有写出内容");
}

/** `auto` is the default of the wire; it is sent only to servers that want to be told. */
function toolChoiceMiddleware({ toolChoice, tools }: Profile) {
  return createMiddleware({
    name: "tool-choice",
    wrapModelCall: (request, next) => next(tools && toolChoice === "auto" && request.tools.length > 0 ? { ...request, toolChoice: "auto" } : request),
  });
}

function toLangchain(ours: AgentTool) {
  const { name, description, schema } = ours;
  return tool(async (input) => ours.run(input), { name, description, schema });
}
