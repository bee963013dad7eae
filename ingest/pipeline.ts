import { rmSync } from "node:fs";
import { join } from "node:path";
import { startAnalysts, type Analysts } from "./analyse/analysts.js";
import { Collector } from "./analyse/collector.js";
import { readDocument } from "./analyse/read-document.js";
import { KeptAnalysts } from "./cache/kept-analysts.js";
import { KeptFiles } from "./cache/kept-files.js";
import { programHash } from "./cache/program.js";
import { readCorpus, type Corpus } from "./corpus/corpus.js";
import { corpusFingerprint } from "./corpus/fingerprint.js";
import { checkNotAnswered } from "./corpus/not-answered.js";
import { checkRules } from "./corpus/rules/rules.js";
import { fitsStamp, type EmbeddingSettings } from "./embed/openai-embedder.js";
import { SnapshotError } from "./errors.js";
import type { AuditFinding, PolicyDocument } from "./model.js";
import { summarise, type DocumentSummary, type FileReports } from "./report.js";
import { DEFAULT_BM25 } from "./search-index/bm25.js";
import { sha256, type Manifest } from "./search-index/manifest.js";
import { checkGeneration } from "./search-index/snapshot-check.js";
import { readManifest, SnapshotFolder, writeManifest } from "./search-index/snapshot-files.js";
import { writeSnapshot } from "./search-index/snapshot-writer.js";
import { Stages, Stopwatch } from "./stopwatch.js";
import { fetchVectors, NO_VECTORS, trainVectors } from "./vectors.js";

export interface IngestOptions {
  corpusFolder: string;
  snapshotRoot: string;
  /** Document folders or plain text files to take in beside the corpus. */
  extraPaths?: readonly string[];
  /** Read, check and audit, but build and publish nothing. */
  dryRun?: boolean;
  /** False leaves the vectors out: the snapshot is searched by words only. */
  vectors?: boolean;
  /** The endpoint that vectors come from; trained on the corpus when left out. */
  embedding?: EmbeddingSettings | null;
  /** Threads that analyse documents, 0 for none; by the corpus and the machine when left out. */
  workers?: number;
  /** Folder of what ingests before made of each document: what has not changed is not made again. None when left out. */
  cacheFolder?: string;
  onProgress?: (stage: string, detail: string) => void;
}

/** What an ingest did: what the snapshot keeps of each file, and how it went. */
export interface IngestReport extends FileReports {
  snapshot: Manifest | null;
  /** Bytes of the source texts. */
  bytes: number;
  /** How many of the documents have not changed and were not analysed again. */
  reused: number;
  findings: AuditFinding[];
  /** Milliseconds by stage, one after the other. */
  timings: Record<string, number>;
  /** Milliseconds of work in the stage 分析文件 by what was done, over all threads. */
  work: Record<string, number>;
}

/**
 * From the corpus folder to a published snapshot; the stages in order. Documents are analysed, written and counted one at a
 * time: in the JS heap stay the terms, the metadata and what the report says.
 * @throws CorpusError, SnapshotError, EndpointError
 */
export async function runIngest(options: IngestOptions): Promise<IngestReport> {
  const stage = new Stages(options.onProgress);
  const corpus = await stage.run("读取语料", () => readAndCheck(options), ({ entries }) => `${entries.length} 份文件`);
  if (options.dryRun) return checkOnly(corpus, stage);

  const folder = new SnapshotFolder(options.snapshotRoot);
  const staging = folder.stage();
  const collector = new Collector(staging, DEFAULT_BM25);
  try {
    const corpusHash = await analyse(corpus, options, collector, stage);
    const { documents, lexical, text } = await stage.run("建立倒排", () => collector.finish(), (built) => `${built.lexical.terms.length} 个词项`);
    const vectors = !wantsVectors(options)
      ? NO_VECTORS
      : options.embedding
        ? await fetchVectors(staging, lexical.passages, options.embedding, stage, keptVectors(options))
        : await trainVectors(text, stage);
    const { lexicon, notAnswered, rules } = corpus;
    const report = { documents: collector.summaries, failed: [] };
    const manifest = await stage.run("写出快照", () => writeSnapshot(staging, { documents, lexicon, notAnswered, rules, report, lexical, ...vectors, corpusHash }), describeSize);
    await stage.run("发布快照", () => publish(folder, staging, manifest), () => manifest.id);
    return reportOf(manifest, corpus, collector, stage);
  } finally {
    collector.close();
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Whether the current snapshot was built from the corpus as it stands, with the embedder that is configured. */
export function isCurrent(options: Pick<IngestOptions, "corpusFolder" | "snapshotRoot" | "extraPaths" | "embedding" | "vectors">): boolean {
  try {
    const { embedder, corpusHash } = readManifest(new SnapshotFolder(options.snapshotRoot).currentGeneration());
    const fits = wantsVectors(options) ? fitsStamp(embedder, options.embedding ?? null) : embedder.kind === "none";
    return fits && corpusHash === fingerprintOf(options);
  } catch (error) {
    if (error instanceof SnapshotError) return false;
    throw error;
  }
}

function wantsVectors({ vectors = true }: Pick<IngestOptions, "vectors">): boolean {
  return vectors;
}

function readAndCheck({ corpusFolder, extraPaths }: IngestOptions): Corpus {
  const corpus = readCorpus(corpusFolder, extraPaths);
  const byId = new Map(corpus.entries.map((entry) => [entry.meta.id, entry]));
  const read = (id: string): PolicyDocument | null => {
    const entry = byId.get(id);
    return entry ? readDocument(entry, new Stopwatch()).document : null;
  };
  checkNotAnswered(corpus.notAnswered, corpus.entries, read);
  checkRules(corpus.rules, read);
  return corpus;
}

/** Only what can be told without a segmenter. */
async function checkOnly(corpus: Corpus, stage: Stages): Promise<IngestReport> {
  const checked = { summaries: [] as DocumentSummary[], reused: 0, findings: [] as AuditFinding[], work: new Stopwatch() };
  const check = (): void => {
    for (const entry of corpus.entries) {
      const structured = readDocument(entry, checked.work);
      checked.summaries.push(summarise(structured.document, structured.askedAs, structured.findings));
      checked.findings.push(...structured.findings);
    }
  };
  await stage.run("分析文件", check, () => describeDocuments(checked.summaries));
  return reportOf(null, corpus, checked, stage);
}

/** Hands every document to the collector, in order. @returns the fingerprint of the corpus as it was before */
async function analyse(corpus: Corpus, options: IngestOptions, collector: Collector, stage: Stages): Promise<string> {
  const analysts = analystsFor(corpus, options);
  try {
    // Threads load their segmenters meanwhile.
    const corpusHash = await stage.run("语料指纹", () => fingerprintOf(options), (hash) => hash.slice(0, 12));
    const takeAll = async (): Promise<void> => {
      for await (const document of analysts.analyse(corpus.entries)) collector.take(document);
    };
    await stage.run("分析文件", takeAll, () => describeAnalysis(collector));
    return corpusHash;
  } finally {
    await analysts.close();
  }
}

/** What ingests keep may take so much room (bytes) on the disk, vectors of an endpoint apart. */
const MOST_KEPT = 1_000_000_000;

function analystsFor({ lexicon, entries }: Corpus, options: IngestOptions): Analysts {
  const settings = { terms: lexicon.terms, words: wantsVectors(options) && !options.embedding };
  if (options.cacheFolder === undefined) return startAnalysts(settings, entries, options.workers);
  const kept = new KeptFiles(join(options.cacheFolder, "documents"), MOST_KEPT);
  const makers = sha256(JSON.stringify([programHash(), lexicon.terms, settings.words]));
  return new KeptAnalysts(settings, makers, entries, kept, options.workers);
}

function keptVectors({ cacheFolder }: IngestOptions): string | null {
  return cacheFolder === undefined ? null : join(cacheFolder, "vectors");
}

function fingerprintOf({ corpusFolder, extraPaths = [] }: Pick<IngestOptions, "corpusFolder" | "extraPaths">): string {
  return corpusFingerprint([corpusFolder, ...extraPaths]);
}

function publish(folder: SnapshotFolder, staging: string, manifest: Manifest): void {
  writeManifest(staging, manifest);
  checkGeneration(staging);
  folder.publish(staging, manifest);
}

function reportOf(
  snapshot: Manifest | null,
  { entries }: Corpus,
  { summaries, reused, findings, work }: Pick<Collector, "summaries" | "reused" | "findings" | "work">,
  { timings }: Stages,
): IngestReport {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return { snapshot, bytes, documents: summaries, failed: [], reused, findings, timings, work: work.rounded() };
}

function describeDocuments(documents: readonly DocumentSummary[]): string {
  return `${documents.length} 份文件，${documents.reduce((sum, { provisions }) => sum + provisions, 0)} 个条款`;
}

function describeAnalysis({ summaries, reused }: Collector): string {
  return `${describeDocuments(summaries)}${reused > 0 ? `，其中 ${reused} 份未变，沿用上次的分析` : ""}`;
}

function describeSize({ files }: Manifest): string {
  return `${(Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)} MB`;
}
