/**
 * The port for vectors of text. An embedder is trained or configured at ingest and stamped in the snapshot by its id;
 * the question must be embedded by the same one.
 */
export interface Embedder {
  /** Names the kind, its settings and what it was trained on; equal ids give equal vectors. */
  readonly id: string;
  readonly dimensions: number;
  /** Unit vectors (length `dimensions`); a text with no known word gives the zero vector. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/** The embedder's id in a snapshot that has no vectors. */
export const NO_VECTORS = "none";

/** Stands where a snapshot has no vectors: gives vectors of no dimension, which are near nothing. */
export const NO_EMBEDDER: Embedder = {
  id: NO_VECTORS,
  dimensions: 0,
  embed: (texts) => Promise.resolve(texts.map(() => new Float32Array(0))),
};
