/** Questions and passages may call for different words in front (`query: `, `passage: `) with the same model. */
export type TextRole = "query" | "passage";

/**
 * The port for vectors of text. An embedder is trained or configured at ingest and stamped in the snapshot by its id;
 * the question must be embedded by the same one.
 */
export interface Embedder {
  /** `sif`: trained on the corpus; `openai`: a model behind an OpenAI-compatible endpoint; `none`: there are no vectors. */
  readonly kind: "sif" | "openai" | "none";
  readonly model: string;
  /** Names the kind, its settings and what it was trained on: vectors of equal ids may be compared. */
  readonly id: string;
  readonly dimensions: number;
  /**
   * Unit vectors (length `dimensions`); a text with no known word gives the zero vector.
   * @throws EndpointError where the vectors come from outside and do not come
   */
  embed(texts: readonly string[], as: TextRole): Promise<Float32Array[]>;
}

/** What a snapshot says of the embedder that made its vectors. */
export type EmbedderStamp = Pick<Embedder, "kind" | "model" | "id" | "dimensions">;

export function stampOf({ kind, model, id, dimensions }: Embedder): EmbedderStamp {
  return { kind, model, id, dimensions };
}

const NAMES = { sif: "本语料训练的词向量", none: "没有向量" };

/** What people call the source of the vectors. */
export function describeEmbedder({ kind, model }: Pick<Embedder, "kind" | "model">): string {
  return kind === "openai" ? `向量服务 ${model}` : NAMES[kind];
}

/** The vectors of all passages, row by row. */
export function embedPassages(embedder: Embedder, texts: readonly string[]): Promise<Float32Array> {
  return embedStream(embedder, texts, texts.length);
}

const TOGETHER = 1000;

/** The same of texts that need not be in memory together. @param count how many there are */
export async function embedStream(embedder: Embedder, texts: Iterable<string>, count: number): Promise<Float32Array> {
  const vectors = new Float32Array(count * embedder.dimensions);
  let at = 0;
  const embed = async (batch: string[]): Promise<void> => {
    for (const row of await embedder.embed(batch.splice(0), "passage")) {
      vectors.set(row, at);
      at += embedder.dimensions;
    }
  };
  const batch: string[] = [];
  for (const text of texts) {
    batch.push(text);
    if (batch.length === TOGETHER) await embed(batch);
  }
  await embed(batch);
  return vectors;
}

/** Stands where a snapshot has no vectors: gives vectors of no dimension, which are near nothing. */
export const NO_EMBEDDER: Embedder = {
  kind: "none",
  model: "none",
  id: "none",
  dimensions: 0,
  embed: (texts) => Promise.resolve(texts.map(() => new Float32Array(0))),
};
