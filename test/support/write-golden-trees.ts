/** Writes test/ingest/structure/golden/*.txt and awkward/*.tree anew. Run `npx tsx test/support/write-golden-trees.ts`, then review every changed line. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { structureText } from "../../ingest/structure/structure.js";
import { describeTree } from "./describe-tree.js";
import { REAL_DOCUMENT_IDS, structureRealDocument } from "./real-documents.js";

for (const id of REAL_DOCUMENT_IDS) {
  const path = join(import.meta.dirname, "../ingest/structure/golden", `${id}.txt`);
  writeFileSync(path, describeTree(structureRealDocument(id)));
  console.log(path);
}

const awkward = join(import.meta.dirname, "../ingest/structure/awkward");
for (const file of readdirSync(awkward).filter((name) => name.endsWith(".txt"))) {
  const text = readFileSync(join(awkward, file), "utf8");
  const path = join(awkward, file.replace(/txt$/, "tree"));
  writeFileSync(path, describeTree({ text, provisions: structureText(text) }));
  console.log(path);
}
