import { DEFAULT_BM25 } from "../../ingest/search-index/bm25.js";
import { InvertedIndexBuilder } from "../../ingest/search-index/inverted-index.js";
import { lexicalIndexOf } from "../../ingest/search-index/lexical-index.js";
import { LexicalSearcher } from "../../ingest/search-index/lexical-search.js";
import { termName } from "../../ingest/segment/tokenizer.js";
import { countTerms } from "../count-terms.js";
import { K, type Peer, type PeerQuestion } from "./peer.js";

const NOTHING = { unigrams: [], bigrams: [], words: [] };

/** Our lexical index, given words alone as everybody else. */
export class OwnWords implements Peer {
  private builder: InvertedIndexBuilder | null = new InvertedIndexBuilder(DEFAULT_BM25);
  private searcher: LexicalSearcher | null = null;

  add(passages: readonly string[]): void {
    for (const passage of passages) this.builder!.add({ heading: NOTHING, text: { ...NOTHING, words: passage.split(" ") }, asked: NOTHING });
  }

  finish(): void {
    this.searcher = new LexicalSearcher(lexicalIndexOf(this.builder!.finish()));
    this.builder = null;
  }

  search({ words }: PeerQuestion): number[] {
    return this.searcher!.search(countTerms(words.map(termName.word)), K).map((hit) => hit.passage);
  }
}
