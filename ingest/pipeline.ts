import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Analysts } from "./analyse/analysts.js";
import { Collector } from "./analyse/collector.js";
import { readable, readDocument } from "./analyse/read-document.js";
import type { Corpus } from "./corpus/corpus.js";
import { corpusFingerprint } from "./corpus/fingerprint.js";
import { fitsStamp } from "./embed/openai-embedder.js";
import { SnapshotError } from "./errors.js";
import { refuseNothing, withHistory, type ReportedFailure } from "./failures.js";
import type { AuditFinding, DocumentMeta, Provision, UnresolvedReference } from "./model.js";
import { wantsVectors, type IngestOptions } from "./options.js";
import { readAndCheck, type ReadCorpus } from "./read-corpus.js";
import { resolveCollection, type CollectionReferences, type DocumentMentions } from "./references/collection-references.js";
import { failedFiles, summarise, type DocumentSummary } from "./report.js";
import { analystsFor, startEarly, type EarlyStart } from "./start-analysts.js";
import { DEFAULT_BM25 } from "./search-index/bm25.js";
import type { Manifest } from "./search-index/manifest.js";
import { checkGeneration } from "./search-index/snapshot-check.js";
import { readManifest, SnapshotFolder, writeManifest } from "./search-index/snapshot-files.js";
import { writeSnapshot } from "./search-index/snapshot-writer.js";
import { Stages, Stopwatch } from "./stopwatch.js";
import { fetchVectors, NO_VECTORS, trainVectors } from "./vectors.js";

/** What an ingest did: what the snapshot keeps of each document, and how it went. */
export interface IngestReport {
  documents: DocumentSummary[];
  snapshot: Manifest | null;
  /** Bytes of the source texts. */
  bytes: number;
  /** How many of the documents have not changed and were not analysed again. */
  reused: number;
  findings: AuditFinding[];
  /** References that lead nowhere: to provisions that are not there, to documents that the corpus lacks. */
  unresolved: UnresolvedReference[];
  /** Documents whose file cannot be read; the others are published. */
  failures: ReportedFailure[];
  /** Milliseconds by stage, one after the other. */
  timings: Record<string, number>;
  /** Milliseconds of work in the stage 分析文件 by what was done, over all threads. */
  work: Record<string, number>;
}

/**
 * From the corpus folder to a published snapshot; the stages in order. Documents are analysed, written and counted one at a
 * time: in the JS heap stay the terms, the metadata and what the report says. A source file that cannot be read is
 * reported and left out.
 * @throws CorpusError, SnapshotError, EndpointError
 */
export async function runIngest(options: IngestOptions): Promise<IngestReport> {
  const texts = mkdtempSync(join(tmpdir(), "policy-texts-"));
  let early: EarlyStart | null = null;
  try {
    early = startEarly(options);
    return await ingest(options, texts, early);
  } finally {
    await early?.threads.close();
    rmSync(texts, { recursive: true, force: true });
  }
}

/** @param texts folder for what is read out of files that are no plain text */
async function ingest(options: IngestOptions, texts: string, early: EarlyStart | null): Promise<IngestReport> {
  const stage = new Stages(options.onProgress);
  const read = await stage.run("读取语料", () => readAndCheck({ ...options, lexicon: early?.lexicon }, texts), describeReading);
  if (options.dryRun) return checkOnly(read, options, stage);

  const { corpus } = read;
  const folder = new SnapshotFolder(options.snapshotRoot);
  const staging = folder.stage();
  const collector = new Collector(staging, DEFAULT_BM25);
  collector.failures.push(...read.failures);
  try {
    const corpusHash = await analyse(analystsFor(corpus, options, early?.threads ?? null), corpus, options, collector, stage);
    refuseNothing(collector.summaries, collector.failures);
    const { documents, lexical, text } = await stage.run("建立倒排", () => collector.finish(), (built) => `${built.lexical.terms.length} 个词项`);
    const provisionsOf = (id: string): Provision[] => collector.places.read(staging, id).document.provisions;
    const references = await stage.run("核对引用", () => resolveCollection(metasOf(corpus), collector.mentions, provisionsOf), describeReferences);
    collector.unresolved.push(...references.unresolved);
    const { links } = references;
    const vectors = !wantsVectors(options)
      ? NO_VECTORS
      : options.embedding
        ? await fetchVectors(staging, lexical.passages, options.embedding, stage, keptVectors(options))
        : await trainVectors(text, stage);
    const { lexicon, notAnswered, rules } = corpus;
    const report = { documents: collector.summaries, failed: failedFiles(collector.failures) };
    const manifest = await stage.run("写出快照", () => writeSnapshot(staging, { documents, lexicon, notAnswered, rules, links, report, lexical, ...vectors, corpusHash }), describeSize);
    const failures = withHistory(collector.failures, options.snapshotRoot);
    await stage.run("发布快照", () => publish(folder, staging, manifest), () => manifest.id);
    return reportOf(manifest, corpus, collector, failures, stage);
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

/** Only what can be told without a segmenter. */
async function checkOnly({ corpus, failures }: ReadCorpus, { snapshotRoot }: IngestOptions, stage: Stages): Promise<IngestReport> {
  const checked = { summaries: [] as DocumentSummary[], reused: 0, findings: [] as AuditFinding[], unresolved: [] as UnresolvedReference[], failures: [...failures], work: new Stopwatch() };
  const mentions: DocumentMentions[] = [];
  const check = (): void => {
    for (const entry of corpus.entries) {
      const structured = readable(() => readDocument(entry, checked.work), entry.meta.source.file, checked.failures);
      if (structured === null) continue;
      checked.summaries.push(summarise(structured.document, structured.askedAs, structured.findings));
      checked.findings.push(...structured.findings);
      checked.unresolved.push(...structured.unresolved);
      mentions.push({ documentId: entry.meta.id, mentions: structured.foreign });
    }
  };
  await stage.run("分析文件", check, () => describeDocuments(checked.summaries));
  const provisionsOf = (id: string): Provision[] => readDocument(corpus.entries.find(({ meta }) => meta.id === id)!, checked.work).document.provisions;
  const references = await stage.run("核对引用", () => resolveCollection(metasOf(corpus), mentions, provisionsOf), describeReferences);
  checked.unresolved.push(...references.unresolved);
  return reportOf(null, corpus, checked, withHistory(checked.failures, snapshotRoot), stage);
}

/** Hands every document to the collector, in order. @returns the fingerprint of the corpus as it was before */
async function analyse(analysts: Analysts, corpus: Corpus, options: IngestOptions, collector: Collector, stage: Stages): Promise<string> {
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
  { summaries, reused, findings, unresolved, work }: Pick<Collector, "summaries" | "reused" | "findings" | "unresolved" | "work">,
  failures: ReportedFailure[],
  { timings }: Stages,
): IngestReport {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return { snapshot, bytes, documents: summaries, reused, findings, unresolved, failures, timings, work: work.rounded() };
}

function describeReading({ corpus, failures }: ReadCorpus): string {
  return `${corpus.entries.length} 份文件${failures.length > 0 ? `，另有 ${failures.length} 份读不出来` : ""}`;
}

function describeDocuments(documents: readonly DocumentSummary[]): string {
  return `${documents.length} 份文件，${documents.reduce((sum, { provisions }) => sum + provisions, 0)} 个条款`;
}

function metasOf({ entries }: Corpus): DocumentMeta[] {
  return entries.map(({ meta }) => meta);
}

function describeReferences({ links, unresolved }: CollectionReferences): string {
  return `文件之间 ${links.reduce((sum, { references }) => sum + references.length, 0)} 处，${unresolved.length} 处没有对上`;
}

function describeAnalysis({ summaries, reused }: Collector): string {
  return `${describeDocuments(summaries)}${reused > 0 ? `，其中 ${reused} 份未变，沿用上次的分析` : ""}`;
}

function describeSize({ files }: Manifest): string {
  return `${(Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)} MB`;
}
