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
