import { readFileSync, rmSync } from "node:fs";
import { checkAskedAs, readCorpus, type Corpus, type CorpusEntry } from "./corpus/corpus.js";
import { corpusFingerprint } from "./corpus/fingerprint.js";
import { checkNotAnswered } from "./corpus/not-answered.js";
import { describeEmbedder, embedPassages, stampOf, type Embedder } from "./embed/embedder.js";
import { fitsStamp, OpenAiEmbedder, type EmbeddingSettings } from "./embed/openai-embedder.js";
import { SifEmbedder, type SifModel } from "./embed/sif-embedder.js";
import { trainSif } from "./embed/train-sif.js";
import { CorpusError, SnapshotError } from "./errors.js";
import type { AskedAs, AuditFinding, PolicyDocument } from "./model.js";
import { normaliseText } from "./read/normalise.js";
import { DEFAULT_BM25 } from "./search-index/bm25.js";
import { InvertedIndexBuilder, type InvertedIndex } from "./search-index/inverted-index.js";
import { embeddedText, passageTerms } from "./search-index/passage-terms.js";
import { openGeneration, passagesOf, type Passage } from "./search-index/snapshot.js";
import { readManifest, SnapshotFolder, writeManifest } from "./search-index/snapshot-files.js";
import { writeSnapshot, type SnapshotContent } from "./search-index/snapshot-writer.js";
import { buildVectorIndex, type VectorIndex } from "./search-index/vector-index.js";
import type { Manifest } from "./search-index/manifest.js";
import { loadJieba } from "./segment/jieba.js";
import { Tokenizer } from "./segment/tokenizer.js";
import { auditNumbering } from "./structure/audit.js";
import { structureText } from "./structure/structure.js";

export interface IngestOptions {
  corpusFolder: string;
  snapshotRoot: string;
  /** Document folders or plain text files to take in beside the corpus. */
  extraPaths?: readonly string[];
  /** Read, check and audit, but build and publish nothing. */
  dryRun?: boolean;
  /** The endpoint that vectors come from; trained on the corpus when left out. */
  embedding?: EmbeddingSettings | null;
  onProgress?: (stage: string, detail: string) => void;
}

export interface IngestReport {
  snapshot: Manifest | null;
  documents: { id: string; title: string; characters: number; provisions: number; passages: number; askedAs: number }[];
  findings: AuditFinding[];
  /** Milliseconds by stage. */
  timings: Record<string, number>;
}

interface StructuredDocument {
  document: PolicyDocument;
  askedAs: AskedAs;
}

/** From the corpus folder to a published snapshot; the stages in order. @throws CorpusError, SnapshotError, EndpointError */
export async function runIngest(options: IngestOptions): Promise<IngestReport> {
  const stage = stopwatch(options.onProgress);
  const corpus = await stage("读取语料", () => readCorpus(options.corpusFolder, options.extraPaths), ({ entries }) => `${entries.length} 份文件`);
  const documents = await stage("识别结构", () => corpus.entries.map(structureEntry), (list) => `${countProvisions(list)} 个条款`);
  checkNotAnswered(corpus.notAnswered, documents);
  const findings = await stage("核对序号", () => documents.flatMap(auditDocument), (list) => `${list.length} 处提示`);
  if (options.dryRun) return report(null, documents, findings, stage.timings);

  const tokenizer = await stage("加载分词", () => new Tokenizer(loadJieba(corpus.lexicon.terms)), () => `${corpus.lexicon.terms.length} 个政策词`);
  const passages = passagesOf(documents);
  const lexical = await stage("建立倒排", () => indexPassages(passages, tokenizer), (index) => `${index.terms.length} 个词项`);
  const texts = passages.map(embeddedText);
  const { embedder, sif } = await stage("向量模型", () => chooseEmbedder(options.embedding ?? null, texts, tokenizer), (chosen) => `${describeEmbedder(chosen.embedder)}，${chosen.embedder.dimensions} 维`);
  const vectors = await stage("生成向量", () => embedPassages(embedder, texts), () => `${passages.length} 条`);
  const vectorIndex = await stage("向量索引", () => buildVectorIndex(vectors, embedder.dimensions), describeVectorIndex);
  const built = { lexical, embedder: stampOf(embedder), sif, vectors, vectorIndex };
  const manifest = await stage("发布快照", () => publish(options, corpus, documents, built), ({ id }) => id);
  return report(manifest, documents, findings, stage.timings);
}

/** Whether the current snapshot was built from the corpus as it stands, with the embedder that is configured. */
export function isCurrent(options: Pick<IngestOptions, "corpusFolder" | "snapshotRoot" | "extraPaths" | "embedding">): boolean {
  try {
    const manifest = readManifest(new SnapshotFolder(options.snapshotRoot).currentGeneration());
    return fitsStamp(manifest.embedder, options.embedding ?? null) && manifest.corpusHash === corpusFingerprint([options.corpusFolder, ...(options.extraPaths ?? [])]);
  } catch (error) {
    if (error instanceof SnapshotError) return false;
    throw error;
  }
}

function structureEntry({ meta, sourcePath, askedAs }: CorpusEntry): StructuredDocument {
  const text = normaliseText(readSource(sourcePath, meta.id));
  const document = { meta, text, provisions: structureText(text) };
  checkAskedAs(document, askedAs);
  return { document, askedAs };
}

function readSource(path: string, id: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (cause) {
    throw new CorpusError(`documents/${id}`, "source.file", "应为 UTF-8 文本", { cause });
  }
}

function auditDocument({ document }: StructuredDocument): AuditFinding[] {
  return auditNumbering(document.meta.id, document.text, document.provisions);
}

function indexPassages(passages: readonly Passage[], tokenizer: Tokenizer): InvertedIndex {
  const builder = new InvertedIndexBuilder(DEFAULT_BM25);
  for (const passage of passages) builder.add(passageTerms(passage, tokenizer));
  return builder.finish();
}

/** The endpoint's model where one is configured, else one trained on the texts themselves. */
async function chooseEmbedder(
  embedding: EmbeddingSettings | null,
  texts: readonly string[],
  tokenizer: Tokenizer,
): Promise<{ embedder: Embedder; sif: SifModel | null }> {
  if (embedding) return { embedder: await OpenAiEmbedder.connect(embedding), sif: null };
  const sif = trainSif(texts.map((text) => tokenizer.words(text)));
  return { embedder: new SifEmbedder(sif, (text) => tokenizer.words(text)), sif };
}

function publish(
  options: IngestOptions,
  corpus: Corpus,
  documents: StructuredDocument[],
  built: Pick<SnapshotContent, "lexical" | "embedder" | "sif" | "vectors" | "vectorIndex">,
): Manifest {
  const folder = new SnapshotFolder(options.snapshotRoot);
  const staging = folder.stage();
  try {
    const corpusHash = corpusFingerprint([options.corpusFolder, ...(options.extraPaths ?? [])]);
    const manifest = writeSnapshot(staging, { documents, lexicon: corpus.lexicon, notAnswered: corpus.notAnswered, corpusHash, ...built });
    writeManifest(staging, manifest);
    openGeneration(staging, options.embedding); // read back and checked before anyone sees it: native writers report success on a full disk
    folder.publish(staging, manifest);
    return manifest;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function report(
  snapshot: Manifest | null,
  documents: StructuredDocument[],
  findings: AuditFinding[],
  timings: Record<string, number>,
): IngestReport {
  return {
    snapshot,
    documents: documents.map(({ document, askedAs }) => ({
      id: document.meta.id,
      title: document.meta.title,
      characters: document.text.length,
      provisions: document.provisions.length,
      passages: passagesOf([{ document, askedAs }]).length,
      askedAs: Object.values(askedAs).reduce((sum, questions) => sum + questions.length, 0),
    })),
    findings,
    timings,
  };
}

function describeVectorIndex({ kind, recallAt20 }: VectorIndex): string {
  return `${kind === "exact" ? "逐条比较" : "近邻图"}，前20召回 ${recallAt20.toFixed(3)}`;
}

function countProvisions(documents: StructuredDocument[]): number {
  return documents.reduce((sum, { document }) => sum + document.provisions.length, 0);
}

/** Runs stages one by one, tells of each, and keeps what they took. */
function stopwatch(onProgress: IngestOptions["onProgress"]) {
  const timings: Record<string, number> = {};
  const run = async <T>(name: string, work: () => T | Promise<T>, describe: (result: T) => string): Promise<T> => {
    const started = performance.now();
    const result = await work();
    timings[name] = Math.round(performance.now() - started);
    onProgress?.(name, describe(result));
    return result;
  };
  return Object.assign(run, { timings });
}
