import { SifEmbedder } from "../ingest/embed/sif-embedder.js";
import { trainSif } from "../ingest/embed/train-sif.js";
import { DEFAULT_BM25 } from "../ingest/search-index/bm25.js";
import { HNSW_LADDER, HnswIndex } from "../ingest/search-index/hnsw-index.js";
import { InvertedIndexBuilder, type InvertedIndex } from "../ingest/search-index/inverted-index.js";
import { LexicalSearcher } from "../ingest/search-index/lexical-search.js";
import { measureRecall, VectorSearcher } from "../ingest/search-index/vector-search.js";
import { loadJieba } from "../ingest/segment/jieba.js";
import { Tokenizer } from "../ingest/segment/tokenizer.js";

/** A searchable collection of plain passages, built in memory by the product's own parts. */
export interface Collection {
  tokenizer: Tokenizer;
  index: InvertedIndex;
  lexical: LexicalSearcher;
  vectors: VectorSearcher;
  embedder: SifEmbedder;
  /** Seconds by stage. */
  seconds: Record<string, number>;
  recallAt20: number | null;
}

export interface CollectionText {
  title: string;
  text: string;
}

const BATCH = 200;

export interface BuildOptions {
  /** Without vectors the vector leg finds nothing. */
  vectors: boolean;
  onStage?: (name: string, seconds: number) => void;
}

/** Builds every index over the passages. Titles lose what names the article: references are terms of their own. */
export function buildCollection(passages: readonly CollectionText[], { vectors: wanted, onStage }: BuildOptions): Collection {
  const seconds: Record<string, number> = {};
  const stage = <T>(name: string, work: () => T): T => {
    const started = performance.now();
    const result = work();
    seconds[name] = Math.round(performance.now() - started) / 1000;
    onStage?.(name, seconds[name]);
    return result;
  };
  const tokenizer = stage("load-jieba", () => new Tokenizer(loadJieba([])));
  const index = stage("lexical", () => indexTexts(passages, tokenizer));
  const words = wanted ? stage("words", () => passages.map(({ text }) => tokenizer.words(text))) : [];
  const sif = stage("train-vectors", () => trainSif(words));
  const embedder = new SifEmbedder(sif, (text) => tokenizer.words(text));
  const rows = stage("embed", () => {
    const all = new Float32Array(words.length * sif.dimensions);
    words.forEach((list, i) => all.set(embedder.embedWords(list), i * sif.dimensions));
    return all;
  });
  const graph = wanted ? stage("hnsw", () => HnswIndex.build(rows, sif.dimensions, HNSW_LADDER[0]!)) : null;
  return {
    tokenizer,
    index,
    lexical: new LexicalSearcher(index),
    vectors: new VectorSearcher(rows, sif.dimensions, graph),
    embedder,
    seconds,
    recallAt20: graph ? stage("recall", () => measureRecall(rows, sif.dimensions, graph)) : null,
  };
}

function indexTexts(passages: readonly CollectionText[], tokenizer: Tokenizer): InvertedIndex {
  const builder = new InvertedIndexBuilder(DEFAULT_BM25);
  const nothing = { unigrams: [], bigrams: [], words: [] };
  for (let at = 0; at < passages.length; at += BATCH) {
    const batch = passages.slice(at, at + BATCH);
    const headings = tokenizer.termsOfAll(batch.map((passage) => passage.title));
    const texts = tokenizer.termsOfAll(batch.map((passage) => passage.text));
    batch.forEach((_, i) => builder.add({ heading: headings[i]!, text: texts[i]!, asked: nothing }));
  }
  return builder.finish();
}
