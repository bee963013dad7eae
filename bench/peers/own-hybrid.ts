import { openGeneration } from "../../ingest/index.js";
import { loadJieba } from "../../ingest/segment/jieba.js";
import type { HybridSearch } from "../../server/retrieval/hybrid-search.js";
import { hybridSearch } from "../index-folder.js";
import { K, type Peer, type PeerQuestion } from "./peer.js";

/** Our whole search, both legs fused, over the indexes that the parent process built and wrote. */
export class OwnHybrid implements Peer {
  private hybrid: HybridSearch | null = null;

  constructor(private readonly folder: string) {
    // What opening a snapshot needs besides its index counts as there before.
    loadJieba([]).plain("词典");
  }

  add(): void {}

  finish(): void {
    this.hybrid = hybridSearch(this.folder, openGeneration(this.folder)).search;
  }

  search({ terms, vector }: PeerQuestion): number[] {
    return this.hybrid!.search({ terms, vector }).slice(0, K).map((candidate) => candidate.passage);
  }
}
