import type { Config } from "../../config.js";
import { OpenAiChat } from "../../llm/openai-chat.js";
import { AgentWriter } from "../../llm/open-writer.js";
import { readProfile } from "../../llm/profile.js";
import { Prompt } from "../../llm/prompt.js";
import { QuestionRewriter } from "../../llm/question-rewriter.js";
import type { Writing } from "./write-answer.js";

type Settings = Pick<Config, "llm" | "llmProfileFile" | "llmLabel" | "llmProducer" | "promptsDir">;

/** The configured model with its prompts; null where none is configured. @throws SettingError, or Error that names the prompt */
export function openWriting({ llm, llmProfileFile, llmLabel, llmProducer, promptsDir }: Settings): Writing | null {
  if (llm === null) return null;
  const profile = readProfile(llmProfileFile);
  return {
    writer: new AgentWriter(llm, profile),
    rewriter: new QuestionRewriter(new OpenAiChat(llm, profile.firstTokenMs), Prompt.read(promptsDir, "reword")),
    prompt: Prompt.read(promptsDir, "answer"),
    label: llmLabel,
    producer: llmProducer,
  };
}
