import { openSnapshot, type Snapshot } from "../../ingest/index.js";
import type { Config } from "../config.js";
import { EndpointReranker, type Reranker } from "../retrieval/reranker.js";
import { Retriever } from "../retrieval/retrieve.js";
import { Understander } from "../understanding/understand.js";

/** Everything that is prepared once a snapshot, for all turns that use it. */
export class Engine {
  readonly understander: Understander;
  readonly retriever: Retriever;

  constructor(
    readonly snapshot: Snapshot,
    reranker: Reranker | null = null,
  ) {
    this.understander = new Understander(snapshot);
    this.retriever = new Retriever(snapshot, reranker);
  }

  /** The current snapshot, with the services that are configured. @throws SnapshotError */
  static open({ snapshotDir, embedding, rerank }: Pick<Config, "snapshotDir" | "embedding" | "rerank">): Engine {
    return new Engine(openSnapshot(snapshotDir, embedding), rerank && new EndpointReranker(rerank));
  }
}
