/** A mistake in the corpus: names the file and the field, says expected and got. Message in Chinese. */
export class CorpusError extends Error {
  constructor(
    readonly file: string,
    readonly field: string | null,
    /** What is wrong, without file and field. */
    readonly fault: string,
    options?: ErrorOptions,
  ) {
    super(`${file}${field ? ` 的 ${field}` : ""}：${fault}`, options);
    this.name = "CorpusError";
  }
}

/** Why a snapshot is refused. */
export type SnapshotProblem = "missing" | "format" | "damaged" | "stale";

/** A snapshot that must not be used; `problem` tells why by name. Message in Chinese. */
export class SnapshotError extends Error {
  readonly problem: SnapshotProblem;

  constructor(problem: SnapshotProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SnapshotError";
    this.problem = problem;
  }
}
