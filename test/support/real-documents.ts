import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Provision } from "../../ingest/model.js";
import { normaliseText } from "../../ingest/read/normalise.js";
import { structureText } from "../../ingest/structure/structure.js";

/** The documents that the product ships. */
export const REAL_DOCUMENT_IDS = ["city-essay", "gz-measures", "gz-opinion", "js-opinion", "sd-plan"] as const;

/** A shipped document's normalised text and tree, made from its source file; needs no snapshot and no jieba. */
export function structureRealDocument(id: string): { text: string; provisions: Provision[] } {
  const text = normaliseText(readFileSync(join(import.meta.dirname, "../../corpus/documents", id, "source.txt"), "utf8"));
  return { text, provisions: structureText(text) };
}
