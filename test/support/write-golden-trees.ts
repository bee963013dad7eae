/** Writes test/ingest/structure/golden/*.txt anew. Run `npx tsx test/support/write-golden-trees.ts`, then review every changed line. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeTree } from "./describe-tree.js";
import { REAL_DOCUMENT_IDS, structureRealDocument } from "./real-documents.js";

for (const id of REAL_DOCUMENT_IDS) {
  const path = join(import.meta.dirname, "../ingest/structure/golden", `${id}.txt`);
  writeFileSync(path, describeTree(structureRealDocument(id)));
  console.log(path);
}
