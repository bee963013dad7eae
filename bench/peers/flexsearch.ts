import { Index } from "flexsearch";
import { K, type Peer, type PeerQuestion } from "./peer.js";

/** FlexSearch with whole words. It has no BM25: `suggest` lets passages match that lack some words, place in the text ranks. */
export class FlexSearchPeer implements Peer {
  private readonly index = new Index({ tokenize: "strict", encode: (text: string) => text.split(" ") });
  private count = 0;

  add(passages: readonly string[]): void {
    for (const passage of passages) this.index.add(this.count++, passage);
  }

  finish(): void {}

  search({ words }: PeerQuestion): number[] {
    return this.index.search(words.join(" "), { limit: K, suggest: true }) as number[];
  }
}
