import { join } from "node:path";
import type { EmbedderStamp } from "../embed/embedder.js";
import type { RuleSet } from "../corpus/rules/schema.js";
import { modelPieces, type SifModel } from "../embed/sif-embedder.js";
import type { Lexicon, NotAnswered } from "../model.js";
import type { DocumentLinks } from "../references/collection-references.js";
import type { FileReports } from "../report.js";
import { DOCUMENTS_FILE, type WrittenDocuments } from "./documents-file.js";
import type { InvertedIndex } from "./inverted-index.js";
import { lexicalIndexOf, packLexical } from "./lexical-index.js";
import { FORMAT_VERSION, sealOf, sha256, snapshotId, type Manifest } from "./manifest.js";
import { graphPieces } from "./neighbour-graph.js";
import { vectorPieces } from "./passage-vectors.js";
import { writeSealed } from "./sealed-file.js";
import type { VectorIndex } from "./vector-index.js";

/** Everything that a snapshot holds. */
export interface SnapshotContent {
  /** Written into the folder already, one by one. */
  documents: WrittenDocuments;
  lexicon: Lexicon;
  notAnswered: NotAnswered[];
  rules: RuleSet[];
  /** References from document to document. */
  links: DocumentLinks[];
  /** What ingest has to say of each file. */
  report: FileReports;
  lexical: InvertedIndex;
  embedder: EmbedderStamp;
  /** What the corpus taught; null where the vectors come from an endpoint, or there are none. */
  sif: SifModel | null;
  vectorIndex: VectorIndex;
  corpusHash: string;
}

/** `words` and `embedder` only with a corpus-trained embedder, `graph` only above the limit of the exact scan. */
export const FILES = {
  documents: DOCUMENTS_FILE,
  lexicon: "lexicon.json",
  notAnswered: "not-answered.json",
  rules: "rules.json",
  links: "links.json",
  report: "report.json",
  terms: "terms.bin",
  lexical: "lexical.bin",
  words: "embedder-words.bin",
  embedder: "embedder.bin",
  vectors: "vectors.bin",
  graph: "graph.bin",
} as const;

/** Writes the files of a snapshot into `folder` and returns the manifest that seals them (not yet written). */
export function writeSnapshot(folder: string, content: SnapshotContent): Manifest {
  const { documents, lexical, sif, vectorIndex } = content;
  const files: Manifest["files"] = { [FILES.documents]: documents.seal };
  const write = (name: string, ...pieces: Uint8Array[]): void => {
    files[name] = writeSealed(join(folder, name), pieces);
  };
  const lexiconJson = JSON.stringify(content.lexicon);
  write(FILES.lexicon, Buffer.from(lexiconJson));
  write(FILES.notAnswered, Buffer.from(JSON.stringify(content.notAnswered)));
  write(FILES.rules, Buffer.from(JSON.stringify(content.rules)));
  write(FILES.links, Buffer.from(JSON.stringify(content.links)));
  write(FILES.report, Buffer.from(JSON.stringify(content.report)));
  const searched = packLexical(lexicalIndexOf(lexical));
  write(FILES.terms, ...searched.terms);
  write(FILES.lexical, ...searched.postings);
  if (sif) {
    write(FILES.words, ...sif.words.pieces());
    write(FILES.embedder, ...modelPieces(sif));
  }
  write(FILES.vectors, ...vectorPieces(vectorIndex.vectors));
  if (vectorIndex.kind === "hnsw") write(FILES.graph, ...graphPieces(vectorIndex.graph));
  const manifest = {
    formatVersion: FORMAT_VERSION,
    id: snapshotId(files),
    createdAt: new Date().toISOString(),
    corpusHash: content.corpusHash,
    lexiconHash: sha256(lexiconJson),
    embedder: content.embedder,
    vectorIndex: describeIndex(vectorIndex),
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

function describeIndex(index: VectorIndex): Manifest["vectorIndex"] {
  const { kind, recallAt20 } = index;
  return kind === "exact" ? { kind, recallAt20 } : { kind, ...index.parameters, recallAt20 };
}
