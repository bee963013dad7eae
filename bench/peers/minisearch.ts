import MiniSearch from "minisearch";
import { K, type Peer, type PeerQuestion } from "./peer.js";

/** MiniSearch as its guide sets it up, with our words for its tokens: any word may match, BM25+ ranks. */
export class MiniSearchPeer implements Peer {
  private readonly index = new MiniSearch<{ id: number; words: string }>({
    fields: ["words"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term,
  });

  add(passages: readonly string[]): void {
    const from = this.index.documentCount;
    this.index.addAll(passages.map((words, i) => ({ id: from + i, words })));
  }

  finish(): void {}

  search({ words }: PeerQuestion): number[] {
    return this.index.search(words.join(" ")).slice(0, K).map((hit) => hit.id as number);
  }
}
