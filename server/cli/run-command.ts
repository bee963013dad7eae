import { CorpusError, EndpointError, SettingError, SnapshotError, storageFault } from "../../ingest/index.js";
import { StaffFileError } from "../auth/accounts.js";
import { AppError } from "../errors.js";
import { BackupError } from "../store/backup-manifest.js";

/** Exit codes that all commands share; a command's usage names its own. */
export const USAGE_ERROR = 2;

/**
 * Runs a command and ends the process with its code. An error that a person can mend is one sentence in Chinese, a wrong
 * option shows the usage (exit 2), anything else is told in full.
 * @param failed exit code of an error
 */
export function runCommand(main: () => Promise<number>, usage: string, failed = 1): void {
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.exitCode = isArgumentError(error) ? USAGE_ERROR : failed;
      if (isArgumentError(error)) console.error(`参数不对：${(error as Error).message}\n${usage}`);
      else console.error(isKnown(error) ? error.message : (storageFault(error) ?? error));
    },
  );
}

function isKnown(error: unknown): error is Error {
  return [AppError, BackupError, CorpusError, EndpointError, SettingError, SnapshotError, StaffFileError].some((kind) => error instanceof kind);
}

function isArgumentError(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code?.toString().startsWith("ERR_PARSE_ARGS") ?? false;
}
