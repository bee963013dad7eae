import { SifEmbedder, type SifModel } from "../ingest/embed/sif-embedder.js";
import { trainSif } from "../ingest/embed/train-sif.js";
import { DEFAULT_BM25 } from "../ingest/search-index/bm25.js";
import type { HnswParameters } from "../ingest/search-index/hnsw-index.js";
import { InvertedIndexBuilder, type InvertedIndex } from "../ingest/search-index/inverted-index.js";
import { lexicalIndexOf } from "../ingest/search-index/lexical-index.js";
import { LexicalSearcher } from "../ingest/search-index/lexical-search.js";
import { buildVectorIndex, searcherOf, type VectorIndex } from "../ingest/search-index/vector-index.js";
import type { VectorSearcher } from "../ingest/search-index/vector-search.js";
import { loadJieba } from "../ingest/segment/jieba.js";
import { Tokenizer } from "../ingest/segment/tokenizer.js";
import { cpuSeconds } from "./clock.js";
import { rounded } from "./figures.js";

/** A searchable collection of plain passages, built in memory by the product's own parts. */
export interface Collection extends Indexes {
  lexical: LexicalSearcher;
  vectors: VectorSearcher;
  /** Of the graph; null where every vector is compared. */
  recallAt20: number | null;
}

/** All that a snapshot holds of a collection. */
export interface Indexes {
  tokenizer: Tokenizer;
  index: InvertedIndex;
  sif: SifModel;
  embedder: SifEmbedder;
  /** Passage vectors, `passages × dimensions`, row by row. */
  rows: Float32Array;
  vectorIndex: VectorIndex;
  /** Seconds of processor time by stage. */
  seconds: Record<string, number>;
}

export interface CollectionText {
  title: string;
  text: string;
}

/** Passages that can be read again and again; they need not be in memory. */
export interface PassageSource extends Iterable<CollectionText> {
  readonly length: number;
}

const BATCH = 200;

export interface BuildOptions {
  /** Without vectors the vector leg finds nothing. */
  vectors: boolean;
  /** Word vectors are trained on so many passages, evenly spread; all when left out. */
  trainOn?: number;
  /** The graph is built with these; when left out, as the product does, which tries larger ones until the recall is high enough. */
  hnsw?: HnswParameters;
  onStage?: (name: string, seconds: number) => void;
}

/** Builds every index over the passages and makes them searchable. */
export function buildCollection(passages: PassageSource, options: BuildOptions): Collection {
  const indexes = buildIndexes(passages, options);
  const { index, vectorIndex } = indexes;
  const recallAt20 = vectorIndex.kind === "hnsw" ? vectorIndex.recallAt20 : null;
  return { ...indexes, lexical: new LexicalSearcher(lexicalIndexOf(index)), vectors: searcherOf(vectorIndex), recallAt20 };
}

/** Builds every index over the passages. */
export function buildIndexes(passages: PassageSource, options: BuildOptions): Indexes {
  const { vectors: wanted, trainOn = passages.length, hnsw } = options;
  const seconds: Record<string, number> = {};
  const stage = <T>(name: string, work: () => T): T => {
    const started = cpuSeconds();
    const result = work();
    seconds[name] = rounded(cpuSeconds() - started);
    options.onStage?.(name, seconds[name]);
    return result;
  };
  const tokenizer = stage("load-jieba", () => new Tokenizer(loadJieba([])));
  const index = stage("lexical", () => indexTexts(passages, tokenizer));
  const words = wanted ? stage("words", () => [...sample(passages, trainOn)].map(({ text }) => tokenizer.words(text))) : [];
  const sif = stage("train-vectors", () => trainSif(words));
  const embedder = new SifEmbedder(sif, (text) => tokenizer.words(text));
  const rows = stage("embed", () => (wanted ? embedTexts(passages, embedder) : new Float32Array(0)));
  const vectorIndex = stage("vector-index", () => buildVectorIndex(rows, sif.dimensions, hnsw && [hnsw]));
  return { tokenizer, index, sif, embedder, rows, vectorIndex, seconds };
}

/** `wanted` of the passages, evenly spread and in order; all where there are fewer. */
export function* sample(passages: PassageSource, wanted: number): Generator<CollectionText> {
  const count = Math.min(wanted, passages.length);
  const takenBefore = (i: number): number => Math.floor((i * count) / passages.length);
  let i = 0;
  for (const passage of passages) if (takenBefore(++i) > takenBefore(i - 1)) yield passage;
}

function indexTexts(passages: PassageSource, tokenizer: Tokenizer): InvertedIndex {
  const builder = new InvertedIndexBuilder(DEFAULT_BM25);
  const nothing = { unigrams: [], bigrams: [], words: [] };
  for (const batch of batches(passages, BATCH)) {
    const headings = tokenizer.termsOfAll(batch.map((passage) => passage.title));
    const texts = tokenizer.termsOfAll(batch.map((passage) => passage.text));
    batch.forEach((_, i) => builder.add({ heading: headings[i]!, text: texts[i]!, asked: nothing }));
  }
  return builder.finish();
}

function embedTexts(passages: PassageSource, embedder: SifEmbedder): Float32Array {
  const rows = new Float32Array(passages.length * embedder.dimensions);
  let at = 0;
  for (const { text } of passages) {
    rows.set(embedder.embedNow(text), at);
    at += embedder.dimensions;
  }
  return rows;
}

/** Items in groups of `size`; the last may be smaller. */
export function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
