/** Questions and passages may call for different words in front (`query: `, `passage: `) with the same model. */
export type TextRole = "query" | "passage";

/**
 * The port for vectors of text. An embedder is trained or configured at ingest and stamped in the snapshot by its id;
 * the question must be embedded by the same one.
 */
export interface Embedder {
  /** `sif`: trained on the corpus; `openai`: a model behind an OpenAI-compatible endpoint. */
  readonly kind: "sif" | "openai";
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

/** What people call the source of the vectors. */
export function describeEmbedder({ kind, model }: Pick<Embedder, "kind" | "model">): string {
  return kind === "sif" ? "本语料训练的词向量" : `向量服务 ${model}`;
}

/** The vectors of all passages, row by row. */
export async function embedPassages(embedder: Embedder, texts: readonly string[]): Promise<Float32Array> {
  const rows = await embedder.embed(texts, "passage");
  const vectors = new Float32Array(texts.length * embedder.dimensions);
  rows.forEach((row, i) => vectors.set(row, i * embedder.dimensions));
  return vectors;
}
