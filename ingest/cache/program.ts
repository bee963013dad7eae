import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FORMAT_VERSION, sha256 } from "../search-index/manifest.js";

const INGEST_FOLDER = join(import.meta.dirname, "..");
/** Built or as it is written. */
const EXTENSION = extname(fileURLToPath(import.meta.url));

/**
 * Hash of the program that makes a snapshot: what another version of it made of a document is not used, also where nobody
 * thought of raising the format version. Some 5 ms.
 */
export function programHash(): string {
  const files = readdirSync(INGEST_FOLDER, { recursive: true, encoding: "utf8" })
    .filter((name) => extname(name) === EXTENSION)
    .sort()
    .map((name) => `${name} ${sha256(readFileSync(join(INGEST_FOLDER, name)))}`);
  const segmenter = createRequire(import.meta.url)("nodejieba/package.json") as { version: string };
  return sha256([FORMAT_VERSION, segmenter.version, process.version, ...files].join("\n"));
}
