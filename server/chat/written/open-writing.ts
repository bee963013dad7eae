import type { Config } from "../../config.js";
import { AgentWriter } from "../../llm/open-writer.js";
import { readProfile } from "../../llm/profile.js";
import { Prompt } from "../../llm/prompt.js";
import type { Writing } from "./write-answer.js";

/** The configured model with its prompt; null where none is configured. @throws SettingError, or Error that names the prompt */
export function openWriting({ llm, llmProfileFile, llmLabel, promptsDir }: Pick<Config, "llm" | "llmProfileFile" | "llmLabel" | "promptsDir">): Writing | null {
  if (llm === null) return null;
  return { writer: new AgentWriter(llm, readProfile(llmProfileFile)), prompt: Prompt.read(promptsDir, "answer"), label: llmLabel };
}
