import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EmbedderStamp } from "../embed/embedder.js";
import type { SifModel } from "../embed/sif-embedder.js";
import type { AskedAs, Lexicon, NotAnswered, PolicyDocument } from "../model.js";
import { packArrays } from "./binary-file.js";
import type { InvertedIndex } from "./inverted-index.js";
import { FORMAT_VERSION, sealOf, sha256, snapshotId, type Manifest } from "./manifest.js";
import { syncFile, writeSynced } from "./snapshot-files.js";
import type { VectorIndex } from "./vector-index.js";

/** Everything that a snapshot holds, before it is written. */
export interface SnapshotContent {
  documents: { document: PolicyDocument; askedAs: AskedAs }[];
  lexicon: Lexicon;
  notAnswered: NotAnswered[];
  lexical: InvertedIndex;
  embedder: EmbedderStamp;
  /** What the corpus taught; null where the vectors come from an endpoint. */
  sif: SifModel | null;
  vectors: Float32Array;
  vectorIndex: VectorIndex;
  corpusHash: string;
}

/** `words` and `embedder` only with a corpus-trained embedder, `graph` only above the limit of the exact scan. */
export const FILES = {
  documents: "documents.jsonl",
  lexicon: "lexicon.json",
  notAnswered: "not-answered.json",
  terms: "terms.txt",
  lexical: "lexical.bin",
  words: "embedder-words.txt",
  embedder: "embedder.bin",
  vectors: "vectors.bin",
  graph: "vectors.hnsw",
} as const;

/** Writes the files of a snapshot into `folder` and returns the manifest that seals them (not yet written). */
export function writeSnapshot(folder: string, content: SnapshotContent): Manifest {
  const { lexical, sif, vectors, vectorIndex } = content;
  const files: Manifest["files"] = {};
  const write = (name: string, data: Buffer): void => {
    writeSynced(join(folder, name), data);
    files[name] = { bytes: data.byteLength, sha256: sha256(data) };
  };
  write(FILES.documents, Buffer.from(content.documents.map((entry) => `${JSON.stringify(entry)}\n`).join("")));
  const lexiconJson = JSON.stringify(content.lexicon);
  write(FILES.lexicon, Buffer.from(lexiconJson));
  write(FILES.notAnswered, Buffer.from(JSON.stringify(content.notAnswered)));
  write(FILES.terms, Buffer.from(lexical.terms.join("\n")));
  write(FILES.lexical, packArrays([Uint32Array.of(lexical.passages), lexical.start, lexical.docs, lexical.impacts, lexical.maxImpact]));
  if (sif) {
    write(FILES.words, Buffer.from(sif.words.join("\n")));
    write(FILES.embedder, packArrays([Uint32Array.of(sif.dimensions), sif.vectors, sif.probabilities, sif.common]));
  }
  write(FILES.vectors, packArrays([vectors]));
  if (vectorIndex.kind === "hnsw") {
    const path = join(folder, FILES.graph);
    vectorIndex.graph.write(path);
    syncFile(path);
    const data = readFileSync(path);
    files[FILES.graph] = { bytes: data.byteLength, sha256: sha256(data) };
  }
  const manifest = {
    formatVersion: FORMAT_VERSION,
    id: snapshotId(files),
    createdAt: new Date().toISOString(),
    corpusHash: content.corpusHash,
    lexiconHash: sha256(lexiconJson),
    embedder: content.embedder,
    vectorIndex: describeIndex(vectorIndex),
    counts: {
      documents: content.documents.length,
      provisions: content.documents.reduce((sum, { document }) => sum + document.provisions.length, 0),
      passages: lexical.passages,
      terms: lexical.terms.length,
    },
    files,
  };
  return { ...manifest, seal: sealOf(manifest) };
}

function describeIndex(index: VectorIndex): Manifest["vectorIndex"] {
  return index.kind === "exact" ? index : { kind: index.kind, ...index.parameters, recallAt20: index.recallAt20 };
}
