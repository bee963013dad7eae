import { ModelError } from "./model-error.js";

const FAILURES = 3;
const PAUSE_MS = 30_000;

/** Circuit breaker: after some failures in a row the model is left in peace for a while, then one turn tries it. */
export class Breaker {
  private failures = 0;
  private openUntil = 0;

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly limit = FAILURES,
    private readonly pauseMs = PAUSE_MS,
  ) {}

  /** To be called before the model is asked. @throws ModelError paused */
  enter(): void {
    if (this.failures < this.limit) return;
    if (this.now() < this.openUntil) throw new ModelError("paused", "对话模型刚才接连失败，暂停使用");
    // Half open: whoever comes next waits for how this one fares.
    this.openUntil = this.now() + this.pauseMs;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures++;
    this.openUntil = this.now() + this.pauseMs;
  }
}
