/** A question, made ready for everybody in the same way. */
export interface PeerQuestion {
  /** Search words as jieba cuts them, repeated as they stand in the question. */
  words: string[];
  /** Terms of all channels with their counts: what our own index is asked with. */
  terms: Map<string, number>;
  vector: Float32Array;
}

/** How many passages everybody finds. */
export const K = 10;

/** Something that indexes passages and finds the best for a question. */
export interface Peer {
  /** The next passages, each as its search words joined by spaces. */
  add(passages: readonly string[]): void | Promise<void>;
  /** After the last passage. */
  finish(): void | Promise<void>;
  /** Numbers of the K best passages, best first. */
  search(question: PeerQuestion): number[] | Promise<number[]>;
}
