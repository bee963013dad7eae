/** What went wrong with a model's reply; a turn goes on without it, whatever it was. */
export type ModelProblem = "first_token_timeout" | "idle_timeout" | "total_timeout" | "too_long" | "cut_off" | "endpoint" | "paused";

/** The model gave no whole reply. */
export class ModelError extends Error {
  constructor(
    readonly problem: ModelProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "ModelError";
  }
}
