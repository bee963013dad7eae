import { BM25Retriever } from "@langchain/community/retrievers/bm25";
import { Document } from "@langchain/core/documents";
import { K, type Peer, type PeerQuestion } from "./peer.js";

/** langchain's BM25Retriever. It splits on white space only, so it is given words parted by spaces; it has no index. */
export class LangchainBm25 implements Peer {
  private readonly documents: Document<{ passage: number }>[] = [];
  private retriever: BM25Retriever | null = null;

  add(passages: readonly string[]): void {
    for (const pageContent of passages) this.documents.push(new Document({ pageContent, metadata: { passage: this.documents.length } }));
  }

  finish(): void {
    this.retriever = BM25Retriever.fromDocuments(this.documents, { k: K });
  }

  async search({ words }: PeerQuestion): Promise<number[]> {
    const found = await this.retriever!.invoke(words.join(" "));
    return found.map((document) => document.metadata["passage"] as number);
  }
}
