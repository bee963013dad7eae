import type { Snapshot } from "../../ingest/index.js";
import type { Retrieved } from "../retrieval/retrieve.js";
import type { Understanding } from "../understanding/understanding.js";

/** A question with what was found for it. */
export interface Found {
  understanding: Understanding;
  retrieved: Retrieved;
  snapshot: Snapshot;
}
