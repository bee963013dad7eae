/** A question, in the form that search takes it, and the passages that answer it. */
export interface ConfirmedPair {
  question: string;
  terms: ReadonlyMap<string, number>;
  vector: Float32Array;
  /** Not empty. */
  passages: readonly number[];
}
