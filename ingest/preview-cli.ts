import { CorpusError } from "./errors.js";
import { previewFile } from "./preview.js";
import { storageFault } from "./storage-fault.js";

/**
 * For the workbench: `preview-cli FILE` prints the preview of a file as JSON. Where it cannot be read (exit 1) it prints why,
 * for people, and on stderr the error itself, for the log.
 */
try {
  process.stdout.write(JSON.stringify(await previewFile(process.argv[2] ?? "")));
} catch (error) {
  // Without the path, which is none of the reader's.
  const fault = error instanceof CorpusError ? error.fault : storageFault({ code: (error as { code?: unknown }).code });
  process.stdout.write(fault ?? "读取程序出错");
  console.error(error);
  process.exitCode = 1;
}
