import { CorpusError } from "./errors.js";
import { previewFile } from "./preview.js";
import { storageFault } from "./storage-fault.js";

/** For the workbench: `preview-cli FILE` prints the preview of a file as JSON, or why it cannot be read (exit 1). */
try {
  process.stdout.write(JSON.stringify(await previewFile(process.argv[2] ?? "")));
} catch (error) {
  const fault = error instanceof CorpusError ? error.fault : storageFault(error);
  process.stderr.write(fault ?? String(error));
  process.exitCode = 1;
}
