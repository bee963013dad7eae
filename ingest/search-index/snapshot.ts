import type { RuleSet } from "../corpus/rules/schema.js";
import { describeEmbedder, NO_EMBEDDER, type Embedder, type EmbedderStamp } from "../embed/embedder.js";
import { fitsStamp, OpenAiEmbedder, type EmbeddingSettings } from "../embed/openai-embedder.js";
import { SifEmbedder, type SifModel } from "../embed/sif-embedder.js";
import { SnapshotError } from "../errors.js";
import { isPassage, type AskedAs, type ForeignReference, type Lexicon, type NotAnswered, type PolicyDocument, type Provision } from "../model.js";
import type { DocumentLinks } from "../references/collection-references.js";
import type { FileReports } from "../report.js";
import { loadJieba } from "../segment/jieba.js";
import { Tokenizer } from "../segment/tokenizer.js";
import { float32View, uint32View, unpackArrays } from "./binary-file.js";
import { unpackLexical } from "./lexical-index.js";
import { LexicalSearcher } from "./lexical-search.js";
import { sha256, type Manifest } from "./manifest.js";
import { readGraph } from "./neighbour-graph.js";
import { readVectors, strideOf } from "./passage-vectors.js";
import { readManifest, readVerified, SnapshotFolder } from "./snapshot-files.js";
import { FILES } from "./snapshot-writer.js";
import { TermTable } from "./term-table.js";
import { VectorSearcher } from "./vector-search.js";

/** A leaf of a document that can be found: the unit of the index. */
export interface Passage {
  /** Its number in the index. */
  index: number;
  document: PolicyDocument;
  provision: Provision;
  askedAs: string[];
}

/** The searchable output of one ingest run, verified and in memory; never changed. */
export interface Snapshot {
  manifest: Manifest;
  documents: ReadonlyMap<string, PolicyDocument>;
  passages: readonly Passage[];
  lexicon: Lexicon;
  /** What people ask and the documents leave open, reviewed. */
  notAnswered: readonly NotAnswered[];
  /** Eligibility as data, each rule with the provision that it rests on. */
  rules: readonly RuleSet[];
  /** By document: what it refers to in others. */
  links: ReadonlyMap<string, readonly ForeignReference[]>;
  /** What ingest had to say of each file. */
  report: FileReports;
  tokenizer: Tokenizer;
  lexical: LexicalSearcher;
  embedder: Embedder;
  vectors: VectorSearcher;
}

/**
 * Opens the current snapshot. Every file's SHA-256 is checked before anything is read from it; no native code sees a file.
 * @param embedding the endpoint that is configured for vectors, none when left out: the snapshot must be of the same
 * @throws SnapshotError that names what is wrong: missing, format, damaged, embedder.
 */
export function openSnapshot(root: string, embedding: EmbeddingSettings | null = null): Snapshot {
  return openGeneration(new SnapshotFolder(root).currentGeneration(), embedding);
}

/** Opens the snapshot with this id, current or not. @throws SnapshotError, `missing` where it is no longer kept */
export function openSnapshotById(root: string, id: string, embedding: EmbeddingSettings | null = null): Snapshot {
  return openGeneration(new SnapshotFolder(root).generationOf(id), embedding);
}

/** Opens one generation by its folder. @throws SnapshotError */
export function openGeneration(generation: string, embedding: EmbeddingSettings | null = null): Snapshot {
  const manifest = readManifest(generation);
  if (manifest.embedder.kind !== "none" && !fitsStamp(manifest.embedder, embedding)) throw otherEmbedder(manifest.embedder, embedding);
  const files = readVerified(generation, manifest);
  try {
    return assemble(manifest, files, embedding);
  } catch (cause) {
    if (cause instanceof SnapshotError) throw cause;
    throw new SnapshotError("damaged", "快照内容读不出来，请重新运行 npm run ingest", { cause });
  }
}

/** Vectors of two embedders cannot be compared: a question would find anything. */
function otherEmbedder(made: EmbedderStamp, configured: EmbeddingSettings | null): SnapshotError {
  const now = configured ? `现在设置的是向量服务 ${configured.model}` : "现在没有设置向量服务";
  return new SnapshotError("embedder", `快照的向量来自${describeEmbedder(made)}，${now}，模型或设置不同的向量不能混用。请重新运行 npm run ingest，或改回原来的 EMBEDDING_ 设置`);
}

function assemble(manifest: Manifest, files: Map<string, Buffer>, embedding: EmbeddingSettings | null): Snapshot {
  const file = (name: string): Buffer => {
    const data = files.get(name);
    if (!data) throw new SnapshotError("damaged", `快照缺文件 ${name}，请重新运行 npm run ingest`);
    return data;
  };
  const lexiconJson = file(FILES.lexicon).toString("utf8");
  if (sha256(lexiconJson) !== manifest.lexiconHash) throw new SnapshotError("damaged", "快照的词库与清单不一致，请重新运行 npm run ingest");
  const lexicon = JSON.parse(lexiconJson) as Lexicon;
  const tokenizer = new Tokenizer(loadJieba(lexicon.terms));
  const entries = readDocuments(file(FILES.documents));
  return {
    manifest,
    documents: new Map(entries.map(({ document }) => [document.meta.id, document])),
    passages: passagesOf(entries),
    lexicon,
    notAnswered: JSON.parse(file(FILES.notAnswered).toString("utf8")) as NotAnswered[],
    rules: JSON.parse(file(FILES.rules).toString("utf8")) as RuleSet[],
    links: new Map((JSON.parse(file(FILES.links).toString("utf8")) as DocumentLinks[]).map(({ documentId, references }) => [documentId, references])),
    report: JSON.parse(file(FILES.report).toString("utf8")) as FileReports,
    tokenizer,
    lexical: new LexicalSearcher(unpackLexical(file(FILES.terms), file(FILES.lexical))),
    embedder: readEmbedder(manifest, embedding, file, tokenizer),
    vectors: readVectorSearcher(manifest, file),
  };
}

function readEmbedder(manifest: Manifest, embedding: EmbeddingSettings | null, file: (name: string) => Buffer, tokenizer: Tokenizer): Embedder {
  if (manifest.embedder.kind === "none") return NO_EMBEDDER;
  return embedding ? new OpenAiEmbedder(embedding, manifest.embedder.dimensions) : readSif(manifest, file, tokenizer);
}

function readSif(manifest: Manifest, file: (name: string) => Buffer, tokenizer: Tokenizer): SifEmbedder {
  const embedder = new SifEmbedder(readSifModel(file(FILES.words), file(FILES.embedder)), (text) => tokenizer.words(text), manifest.files[FILES.embedder]!.sha256);
  if (embedder.id === manifest.embedder.id) return embedder;
  throw new SnapshotError("damaged", `快照的向量模型应为 ${manifest.embedder.id}，实际是 ${embedder.id}，请重新运行 npm run ingest`);
}

function readDocuments(data: Buffer): { document: PolicyDocument; askedAs: AskedAs }[] {
  return data
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { document: PolicyDocument; askedAs: AskedAs });
}

/** Passages in the order of the index: documents by id, leaves in document order. */
export function passagesOf(entries: readonly { document: PolicyDocument; askedAs: AskedAs }[]): Passage[] {
  return entries
    .flatMap(({ document, askedAs }) =>
      document.provisions
        .filter(isPassage)
        .map((provision) => ({ index: 0, document, provision, askedAs: askedAs[provision.eId] ?? [] })),
    )
    .map((passage, index) => ({ ...passage, index }));
}

function readSifModel(words: Buffer, data: Buffer): SifModel {
  const [dimensions, vectors, probabilities, common] = unpackArrays(data);
  return {
    dimensions: uint32View(data, dimensions!)[0]!,
    words: TermTable.read(words),
    vectors: float32View(data, vectors!),
    probabilities: float32View(data, probabilities!),
    common: float32View(data, common!),
  };
}

function readVectorSearcher({ embedder, vectorIndex, counts }: Manifest, file: (name: string) => Buffer): VectorSearcher {
  const vectors = readVectors(file(FILES.vectors));
  const found = vectors.scales.length;
  const expected = embedder.dimensions === 0 ? 0 : counts.passages;
  if (vectors.dimensions !== embedder.dimensions || found !== expected || vectors.rows.length !== found * strideOf(vectors.dimensions)) {
    throw new SnapshotError("damaged", `快照应有 ${expected} 个 ${embedder.dimensions} 维向量，实际有 ${found} 个 ${vectors.dimensions} 维的，请重新运行 npm run ingest`);
  }
  return new VectorSearcher(vectors, vectorIndex.kind === "hnsw" ? { graph: readGraph(file(FILES.graph)), efSearch: vectorIndex.efSearch } : null);
}
