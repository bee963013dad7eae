import { join } from "node:path";
import { NO_VECTORS } from "../embed/embedder.js";
import type { SifModel } from "../embed/sif-embedder.js";
import type { Lexicon } from "../model.js";
import { packedPieces } from "./binary-file.js";
import { DOCUMENTS_FILE, type WrittenDocuments } from "./documents-file.js";
import type { HnswIndex, HnswParameters } from "./hnsw-index.js";
import type { InvertedIndex } from "./inverted-index.js";
import { FORMAT_VERSION, sealOf, sha256, snapshotId, type Manifest } from "./manifest.js";
import { readSeal, writeSealed } from "./sealed-file.js";
import { syncFile } from "./snapshot-files.js";

/** What a collection's vectors are made with and searched by. */
export interface SnapshotVectors {
  embedderId: string;
  sif: SifModel;
  rows: Float32Array;
  graph: { index: HnswIndex; parameters: HnswParameters; recallAt20: number } | null;
}

/** Everything that a snapshot holds. */
export interface SnapshotContent {
  /** Written into the folder already, one by one. */
  documents: WrittenDocuments;
  lexicon: Lexicon;
  lexical: InvertedIndex;
  /** Null for a snapshot that is searched by words only. */
  vectors: SnapshotVectors | null;
  corpusHash: string;
}

/** `words`, `embedder` and `vectors` only where there are vectors, `graph` only where one was built. */
export const FILES = {
  documents: DOCUMENTS_FILE,
  lexicon: "lexicon.json",
  terms: "terms.txt",
  lexical: "lexical.bin",
  words: "embedder-words.txt",
  embedder: "embedder.bin",
  vectors: "vectors.bin",
  graph: "vectors.hnsw",
} as const;

/** Writes the files of a snapshot into `folder` and returns the manifest that seals them (not yet written). */
export function writeSnapshot(folder: string, content: SnapshotContent): Manifest {
  const { documents, lexical, vectors } = content;
  const files: Manifest["files"] = { [FILES.documents]: documents.seal };
  const write = (name: string, pieces: Iterable<Uint8Array>): void => {
    files[name] = writeSealed(join(folder, name), pieces);
  };
  const lexiconJson = JSON.stringify(content.lexicon);
  write(FILES.lexicon, [Buffer.from(lexiconJson)]);
  write(FILES.terms, [Buffer.from(lexical.terms.join("\n"))]);
  write(FILES.lexical, packedPieces([Uint32Array.of(lexical.passages), lexical.start, lexical.docs, lexical.impacts, lexical.maxImpact]));
  if (vectors) {
    const { sif, rows } = vectors;
    write(FILES.words, [Buffer.from(sif.words.join("\n"))]);
    write(FILES.embedder, packedPieces([Uint32Array.of(sif.dimensions), sif.vectors, sif.probabilities, sif.common]));
    write(FILES.vectors, packedPieces([rows]));
  }
  if (vectors?.graph) {
    const path = join(folder, FILES.graph);
    vectors.graph.index.write(path);
    syncFile(path);
    files[FILES.graph] = readSeal(path);
  }
  const manifest = {
    formatVersion: FORMAT_VERSION,
    id: snapshotId(files),
    createdAt: new Date().toISOString(),
    corpusHash: content.corpusHash,
    lexiconHash: sha256(lexiconJson),
    embedder: { id: vectors?.embedderId ?? NO_VECTORS, dimensions: vectors?.sif.dimensions ?? 0 },
    vectorIndex: vectors?.graph ? { ...vectors.graph.parameters, recallAt20: vectors.graph.recallAt20 } : null,
    counts: {
      documents: documents.documents,
      provisions: documents.provisions,
      passages: lexical.passages,
      terms: lexical.terms.length,
    },
    files,
  };
  return { ...manifest, seal: sealOf(manifest) };
}
