import type { Snapshot } from "../../ingest/index.js";
import { Retriever } from "../retrieval/retrieve.js";
import { Understander } from "../understanding/understand.js";

/** Everything that is prepared once a snapshot, for all turns that use it. */
export class Engine {
  readonly understander: Understander;
  readonly retriever: Retriever;

  constructor(readonly snapshot: Snapshot) {
    this.understander = new Understander(snapshot);
    this.retriever = new Retriever(snapshot);
  }
}
