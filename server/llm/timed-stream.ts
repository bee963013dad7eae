import { ModelError, type ModelProblem } from "./model-error.js";

export interface Patience {
  /** Until the first item. */
  firstMs: number;
  /** From each item to the next. */
  idleMs: number;
}

/**
 * Passes a stream on while it keeps moving. However it ends, `abort` is called, so that its connection is given back.
 * @throws ModelError first_token_timeout, idle_timeout
 */
export async function* timedStream<T>(source: AsyncIterable<T>, { firstMs, idleMs }: Patience, abort: () => void): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]();
  let limit = { ms: firstMs, problem: "first_token_timeout" as ModelProblem };
  try {
    for (;;) {
      const step = await within(items.next(), limit.ms, limit.problem);
      if (step.done) return;
      yield step.value;
      limit = { ms: idleMs, problem: "idle_timeout" };
    }
  } finally {
    abort();
    // Not awaited: a source that hangs would hold its reader for ever.
    items.return?.().catch(() => undefined);
  }
}

/** The work's result, or an error after so many milliseconds. @throws ModelError with `problem` */
export async function within<T>(work: Promise<T>, ms: number, problem: ModelProblem): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ModelError(problem, `对话模型在 ${Math.round(ms)} 毫秒内没有应答`)), Math.max(0, ms));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
