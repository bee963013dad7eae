import { rmSync } from "node:fs";
import { startAnalysts } from "./analyse/analysts.js";
import { Collector } from "./analyse/collector.js";
import { readDocument, summarise, type DocumentSummary } from "./analyse/read-document.js";
import { readCorpus, type Corpus, type CorpusEntry } from "./corpus/corpus.js";
import { corpusFingerprint } from "./corpus/fingerprint.js";
import { NO_VECTORS } from "./embed/embedder.js";
import type { RunningText } from "./embed/running-text.js";
import { SifEmbedder } from "./embed/sif-embedder.js";
import { embedText, trainSifOn } from "./embed/train-sif.js";
import { SnapshotError } from "./errors.js";
import type { AuditFinding } from "./model.js";
import { DEFAULT_BM25 } from "./search-index/bm25.js";
import { HNSW_LADDER, HnswIndex } from "./search-index/hnsw-index.js";
import type { Manifest } from "./search-index/manifest.js";
import { checkGeneration } from "./search-index/snapshot-check.js";
import { readManifest, SnapshotFolder, writeManifest } from "./search-index/snapshot-files.js";
import { writeSnapshot, type SnapshotVectors } from "./search-index/snapshot-writer.js";
import { measureRecall } from "./search-index/vector-search.js";
import { Stages, Stopwatch } from "./stopwatch.js";

export interface IngestOptions {
  corpusFolder: string;
  snapshotRoot: string;
  /** Document folders or plain text files to take in beside the corpus. */
  extraPaths?: readonly string[];
  /** Read, check and audit, but build and publish nothing. */
  dryRun?: boolean;
  /** False leaves the vectors out: the snapshot is searched by words only. */
  vectors?: boolean;
  /** Threads that analyse documents, 0 for none; by the corpus and the machine when left out. */
  workers?: number;
  onProgress?: (stage: string, detail: string) => void;
}

export interface IngestReport {
  snapshot: Manifest | null;
  /** Bytes of the source texts. */
  bytes: number;
  documents: DocumentSummary[];
  findings: AuditFinding[];
  /** Milliseconds by stage, one after the other. */
  timings: Record<string, number>;
  /** Milliseconds of work in the stage 分析文件 by what was done, over all threads. */
  work: Record<string, number>;
}

/**
 * From the corpus folder to a published snapshot; the stages in order. Documents are read, analysed, written and counted
 * one at a time: in the JS heap stay the terms and what the report says.
 * @throws CorpusError, SnapshotError
 */
export async function runIngest(options: IngestOptions): Promise<IngestReport> {
  const stage = new Stages(options.onProgress);
  const corpus = await stage.run("读取语料", () => readCorpus(options.corpusFolder, options.extraPaths), ({ entries }) => `${entries.length} 份文件`);
  if (options.dryRun) return checkOnly(corpus, stage);

  const folder = new SnapshotFolder(options.snapshotRoot);
  const staging = folder.stage();
  const collector = new Collector(staging, DEFAULT_BM25);
  try {
    const corpusHash = await analyse(corpus, options, collector, stage);
    const { documents, lexical, text } = await stage.run("建立倒排", () => collector.finish(), (built) => `${built.lexical.terms.length} 个词项`);
    const vectors = options.vectors === false ? null : await makeVectors(text, stage);
    const manifest = await stage.run("写出快照", () => writeSnapshot(staging, { documents, lexicon: corpus.lexicon, lexical, vectors, corpusHash }), describeSize);
    await stage.run("发布快照", () => publish(folder, staging, manifest), () => manifest.id);
    const { summaries, findings, work } = collector;
    return { snapshot: manifest, bytes: bytesOf(corpus), documents: summaries, findings, timings: stage.timings, work: work.rounded() };
  } finally {
    collector.close();
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Whether the current snapshot was built from the corpus as it stands. */
export function isCurrent(options: Pick<IngestOptions, "corpusFolder" | "snapshotRoot" | "extraPaths" | "vectors">): boolean {
  try {
    const { corpusHash, embedder } = readManifest(new SnapshotFolder(options.snapshotRoot).currentGeneration());
    return (embedder.id === NO_VECTORS) === (options.vectors === false) && corpusHash === fingerprintOf(options);
  } catch (error) {
    if (error instanceof SnapshotError) return false;
    throw error;
  }
}

/** Only what can be told without a segmenter. */
async function checkOnly(corpus: Corpus, stage: Stages): Promise<IngestReport> {
  const work = new Stopwatch();
  const read = await stage.run("分析文件", () => corpus.entries.map((entry) => checked(entry, work)), (list) => describeDocuments(list.map(({ summary }) => summary)));
  const documents = read.map(({ summary }) => summary);
  const findings = read.flatMap((entry) => entry.findings);
  return { snapshot: null, bytes: bytesOf(corpus), documents, findings, timings: stage.timings, work: work.rounded() };
}

function checked(entry: CorpusEntry, work: Stopwatch): { summary: DocumentSummary; findings: AuditFinding[] } {
  const structured = readDocument(entry, work);
  return { summary: summarise(structured), findings: structured.findings };
}

/** Hands every document to the collector, in order. @returns the fingerprint of what was read */
async function analyse(corpus: Corpus, options: IngestOptions, collector: Collector, stage: Stages): Promise<string> {
  const settings = { terms: corpus.lexicon.terms, words: options.vectors !== false };
  const analysts = startAnalysts(settings, corpus.entries, options.workers);
  try {
    // Threads load their segmenters meanwhile.
    const corpusHash = await stage.run("语料指纹", () => fingerprintOf(options), (hash) => hash.slice(0, 12));
    const takeAll = async (): Promise<void> => {
      for await (const document of analysts.analyse(corpus.entries)) collector.take(document);
    };
    await stage.run("分析文件", takeAll, () => describeDocuments(collector.summaries));
    return corpusHash;
  } finally {
    await analysts.close();
  }
}

function fingerprintOf({ corpusFolder, extraPaths = [] }: Pick<IngestOptions, "corpusFolder" | "extraPaths">): string {
  return corpusFingerprint([corpusFolder, ...extraPaths]);
}

/** Trained on the corpus itself. */
async function makeVectors(text: RunningText, stage: Stages): Promise<SnapshotVectors> {
  const sif = await stage.run("训练向量", () => trainSifOn(text), (model) => `${model.dimensions} 维`);
  const embedder = new SifEmbedder(sif, () => []);
  const rows = await stage.run("生成向量", () => embedText(embedder, text), () => `${text.ends.length} 条`);
  const graph = await stage.run("向量索引", () => buildGraph(rows, sif.dimensions), describeGraph);
  return { embedderId: embedder.id, sif, rows, graph };
}

const WANTED_RECALL = 0.98;

/** Builds the graph with the first parameters whose recall is high enough, else with the largest. */
function buildGraph(vectors: Float32Array, dimensions: number): SnapshotVectors["graph"] {
  let built: SnapshotVectors["graph"] = null;
  for (const parameters of HNSW_LADDER) {
    const index = HnswIndex.build(vectors, dimensions, parameters);
    if (!index) return null;
    built = { index, parameters, recallAt20: measureRecall(vectors, dimensions, index) };
    if (built.recallAt20 >= WANTED_RECALL) break;
  }
  return built;
}

function publish(folder: SnapshotFolder, staging: string, manifest: Manifest): void {
  writeManifest(staging, manifest);
  checkGeneration(staging);
  folder.publish(staging, manifest);
}

function bytesOf({ entries }: Corpus): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

function describeDocuments(documents: readonly DocumentSummary[]): string {
  return `${documents.length} 份文件，${documents.reduce((sum, { provisions }) => sum + provisions, 0)} 个条款`;
}

function describeGraph(graph: SnapshotVectors["graph"]): string {
  return graph ? `前20召回 ${graph.recallAt20.toFixed(3)}` : "未装本地模块，改用逐条比较";
}

function describeSize({ files }: Manifest): string {
  return `${(Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)} MB`;
}
