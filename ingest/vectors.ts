import { RememberingEmbedder } from "./cache/remembering-embedder.js";
import { describeEmbedder, embedStream, NO_EMBEDDER, stampOf, type Embedder } from "./embed/embedder.js";
import { OpenAiEmbedder, type EmbeddingSettings } from "./embed/openai-embedder.js";
import type { RunningText } from "./embed/running-text.js";
import { SifEmbedder } from "./embed/sif-embedder.js";
import { embedPassages, trainWords } from "./embed/train-sif.js";
import { readDocumentsFile } from "./search-index/documents-file.js";
import { embeddedText } from "./search-index/passage-terms.js";
import { passagesOf } from "./search-index/snapshot.js";
import type { SnapshotContent } from "./search-index/snapshot-writer.js";
import { buildVectorIndex, type VectorIndex } from "./search-index/vector-index.js";
import type { Stages } from "./stopwatch.js";

/** What a snapshot holds of vectors. */
export type Vectors = Pick<SnapshotContent, "embedder" | "sif" | "vectorIndex">;

/** Of a snapshot that is searched by words only. */
export const NO_VECTORS: Vectors = {
  embedder: stampOf(NO_EMBEDDER),
  sif: null,
  vectorIndex: buildVectorIndex(new Float32Array(0), 0),
};

/** By an embedder that is trained on the collection itself. */
export async function trainVectors(text: RunningText, stage: Stages): Promise<Vectors> {
  const words = await stage.run("向量模型", () => trainWords(text), ({ dimensions }) => `${describeEmbedder({ kind: "sif", model: "" })}，${dimensions} 维`);
  const { rows, common } = await stage.run("生成向量", () => embedPassages(words, text), () => `${text.ends.length} 条`);
  const sif = { ...words, common };
  return { embedder: stampOf(new SifEmbedder(sif, () => [])), sif, ...(await withIndex(rows, sif.dimensions, stage)) };
}

/**
 * By the model behind an endpoint.
 * @param folder where the documents of the snapshot were written: their passages are read from there, a document at a time
 * @param keptIn folder of vectors that the endpoint gave before; null: all are asked for
 * @throws EndpointError
 */
export async function fetchVectors(folder: string, passages: number, settings: EmbeddingSettings, stage: Stages, keptIn: string | null): Promise<Vectors> {
  const connected = await stage.run("向量模型", () => OpenAiEmbedder.connect(settings), (found) => `${describeEmbedder(found)}，${found.dimensions} 维`);
  const embedder = keptIn === null ? connected : new RememberingEmbedder(connected, keptIn, settings.baseUrl);
  try {
    const vectors = await stage.run("生成向量", () => embedStream(embedder, textsIn(folder), passages), () => describeReuse(embedder, passages));
    return { embedder: stampOf(embedder), sif: null, ...(await withIndex(vectors, embedder.dimensions, stage)) };
  } finally {
    if (embedder instanceof RememberingEmbedder) embedder.close();
  }
}

function describeReuse(embedder: Embedder, passages: number): string {
  if (!(embedder instanceof RememberingEmbedder)) return `${passages} 条`;
  const fault = embedder.fault === null ? "" : `（缓存不能用：${embedder.fault}）`;
  return `${passages} 条，其中 ${embedder.reused} 条未变，沿用上次的${fault}`;
}

function* textsIn(folder: string): Generator<string> {
  for (const entry of readDocumentsFile(folder)) yield* passagesOf([entry]).map(embeddedText);
}

async function withIndex(vectors: Float32Array, dimensions: number, stage: Stages): Promise<Pick<Vectors, "vectorIndex">> {
  return { vectorIndex: await stage.run("向量索引", () => buildVectorIndex(vectors, dimensions), describeIndex) };
}

function describeIndex({ kind, recallAt20 }: VectorIndex): string {
  return `${kind === "exact" ? "逐条比较" : "近邻图"}，前20召回 ${recallAt20.toFixed(3)}`;
}
