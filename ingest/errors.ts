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

/** A source file that cannot be read: its document is left out, the others go on. */
export class SourceError extends CorpusError {
  constructor(
    readonly documentId: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`documents/${documentId}`, "source.file", reason, options);
    this.name = "SourceError";
  }
}

/** Why a snapshot is refused. */
export type SnapshotProblem = "missing" | "format" | "damaged" | "unreadable" | "embedder";

/** A snapshot that must not be used; `problem` tells why by name. Message in Chinese. */
export class SnapshotError extends Error {
  readonly problem: SnapshotProblem;

  constructor(problem: SnapshotProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SnapshotError";
    this.problem = problem;
  }
}

/** A setting that cannot be used: names the variable and never its value, which may be a key. Message in Chinese. */
export class SettingError extends Error {
  /** @param file of settings where the variable stands; null for the environment */
  constructor(
    readonly variable: string,
    message: string,
    file: string | null = null,
  ) {
    super(`${file === null ? "环境变量" : `配置文件 ${file} 的`} ${variable} 不对：${message}`);
    this.name = "SettingError";
  }
}

/** What went wrong with an outside service. */
export type EndpointProblem = "timeout" | "unreachable" | "status" | "malformed";

/**
 * An outside service that did not answer as it should. The message, in Chinese, names the service and its host; neither it
 * nor the cause holds the key, what was sent or what came back.
 */
export class EndpointError extends Error {
  constructor(
    readonly problem: EndpointProblem,
    message: string,
    /** The HTTP status, where one came. */
    readonly status: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "EndpointError";
  }
}
