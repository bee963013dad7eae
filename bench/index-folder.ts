import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stampOf } from "../ingest/embed/embedder.js";
import type { Snapshot } from "../ingest/index.js";
import { alignedCopy, packArrays, uint32View, unpackArrays } from "../ingest/search-index/binary-file.js";
import { DOCUMENTS_FILE } from "../ingest/search-index/documents-file.js";
import type { Manifest } from "../ingest/search-index/manifest.js";
import { writeSealed } from "../ingest/search-index/sealed-file.js";
import { writeManifest, writeSynced } from "../ingest/search-index/snapshot-files.js";
import { writeSnapshot } from "../ingest/search-index/snapshot-writer.js";
import { fusionFor, type FusionSettings } from "../server/retrieval/fusion.js";
import { HybridSearch } from "../server/retrieval/hybrid-search.js";
import type { Indexes, PassageSource } from "./collection.js";
import { lawGroups } from "./law-groups.js";

/** Beside the snapshot's files: which law each passage belongs to, which the product tells from its documents. */
const GROUPS = "groups.bin";

/** Writes the indexes as a snapshot, without documents: it is the index that is measured, not the texts it stands for. */
export function writeIndexes(folder: string, { index, sif, embedder, vectorIndex }: Indexes, passages: PassageSource): Manifest {
  const lexicon = { terms: [], synonyms: [], stopwords: [], places: [], themes: [] };
  const documents = { seal: writeSealed(join(folder, DOCUMENTS_FILE), []), documents: 0, provisions: 0 };
  const manifest = writeSnapshot(folder, {
    documents,
    lexicon,
    notAnswered: [],
    report: { documents: [], failed: [] },
    rules: [],
    links: [],
    lexical: index,
    embedder: stampOf(embedder),
    sif,
    vectorIndex,
    corpusHash: "",
  });
  writeManifest(folder, manifest);
  writeSynced(join(folder, GROUPS), packArrays([lawGroups(passages, false).of]));
  return manifest;
}

/** The search of the product over a snapshot that was opened from the folder. */
export function hybridSearch(folder: string, { lexical, vectors }: Snapshot): { search: HybridSearch; settings: FusionSettings } {
  const groups = alignedCopy(readFileSync(join(folder, GROUPS)));
  const settings = fusionFor(lexical.passages);
  return { search: new HybridSearch(lexical, vectors, settings, { of: uint32View(groups, unpackArrays(groups)[0]!) }), settings };
}
