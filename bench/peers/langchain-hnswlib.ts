import { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import { Document } from "@langchain/core/documents";
import { FakeEmbeddings } from "@langchain/core/utils/testing";
import { K, type Peer, type PeerQuestion } from "./peer.js";

/** langchain's HNSWLib store over the vectors of our own embedder; it sets neither the graph's parameters nor its `ef`. */
export class LangchainHnswlib implements Peer {
  private readonly store: HNSWLib;
  private count = 0;

  constructor(
    private readonly rows: Float32Array,
    private readonly dimensions: number,
  ) {
    this.store = new HNSWLib(new FakeEmbeddings(), { space: "cosine", numDimensions: dimensions });
  }

  async add(passages: readonly string[]): Promise<void> {
    const from = this.count;
    const vectors = passages.map((_, i) => Array.from(this.rows.subarray((from + i) * this.dimensions, (from + i + 1) * this.dimensions)));
    const documents = passages.map((pageContent, i) => new Document({ pageContent, metadata: { passage: from + i } }));
    this.count += passages.length;
    await this.store.addVectors(vectors, documents);
  }

  finish(): void {}

  async search({ vector }: PeerQuestion): Promise<number[]> {
    const found = await this.store.similaritySearchVectorWithScore(Array.from(vector), K);
    return found.map(([document]) => document.metadata["passage"] as number);
  }
}
