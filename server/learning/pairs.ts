/** A question, in the form that search takes it, and the passages that answer it. */
export interface ConfirmedPair {
  terms: ReadonlyMap<string, number>;
  vector: Float32Array;
  /** Not empty. */
  passages: readonly number[];
}
