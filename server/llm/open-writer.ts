import type { EndpointSettings } from "../../ingest/index.js";
import type { AnswerWriter, Written, WritingTask } from "./answer-writer.js";
import { Breaker } from "./breaker.js";
import { ModelError } from "./model-error.js";
import type { Profile } from "./profile.js";
import { timedStream } from "./timed-stream.js";

/** The agent behind its port: loaded when it is first asked, bounded in time, left in peace after failures. */
export class AgentWriter implements AnswerWriter {
  readonly model: string;

  constructor(
    private readonly settings: EndpointSettings,
    private readonly profile: Profile,
    private readonly breaker = new Breaker(),
  ) {
    this.model = settings.model;
  }

  async *write(task: WritingTask, signal?: AbortSignal): AsyncGenerator<Written> {
    this.breaker.enter();
    const abort = new AbortController();
    try {
      yield* this.bounded(task, abort, signal);
      this.breaker.succeeded();
    } catch (error) {
      // Whoever asked went away: that says nothing of the model.
      if (!signal?.aborted) this.breaker.failed();
      throw error instanceof ModelError ? error : (problemIn(error) ?? new ModelError("endpoint", "对话模型没有给出回复", { cause: error }));
    } finally {
      abort.abort();
    }
  }

  private async *bounded(task: WritingTask, abort: AbortController, signal?: AbortSignal): AsyncGenerator<Written> {
    // langchain takes half a second and 60 MB to load: only where a model is configured and asked.
    const { runAgent } = await import("./agent/agent.js");
    const deadline = performance.now() + this.profile.totalMs;
    const run = runAgent(this.settings, this.profile, task, signal ? AbortSignal.any([signal, abort.signal]) : abort.signal);
    const patience = { firstMs: this.profile.totalMs, get idleMs() { return Math.max(0, deadline - performance.now()); } };
    for await (const written of timedStream(run, patience, () => abort.abort())) {
      if (performance.now() > deadline) throw new ModelError("total_timeout", `对话模型在 ${this.profile.totalMs} 毫秒内没有写完`);
      yield written;
    }
  }
}

/** langchain wraps what is thrown inside a node. */
function problemIn(error: unknown): ModelError | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ModelError) return at;
  return null;
}
