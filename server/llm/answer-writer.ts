import type { z } from "zod";

/** A function that the model may call: it reads, and never writes. */
export interface AgentTool {
  name: string;
  /** When to call it, for the model. */
  description: string;
  schema: z.ZodObject;
  /** @param input checked by the schema. The result is shown to the model as it is */
  run(input: Record<string, unknown>): Promise<string>;
}

/** What is to be written, and what may be called on the way. */
export interface WritingTask {
  system: string;
  question: string;
  tools: readonly AgentTool[];
}

/** The next piece of the text; or word that all so far was thinking aloud before a tool call, and the text begins anew. */
export type Written = { text: string } | { restart: true };

/** The port for a language model that writes answers. */
export interface AnswerWriter {
  readonly model: string;
  /** Ends where the model says that it has finished. @throws ModelError in every other case */
  write(task: WritingTask, signal?: AbortSignal): AsyncGenerator<Written>;
}
