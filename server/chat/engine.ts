import { openSnapshot, openSnapshotById, type Snapshot } from "../../ingest/index.js";
import type { Config } from "../config.js";
import type { LearnedModel } from "../retrieval/learned/learned-features.js";
import { readLearned } from "../retrieval/learned/learned-file.js";
import { EndpointReranker, type Reranker } from "../retrieval/reranker.js";
import { LeftOpenQuestions } from "./gate/left-open-questions.js";
import { Retriever } from "../retrieval/retrieve.js";
import { Understander } from "../understanding/understand.js";

/** Where the engine of the moment comes from: `Engines`, in which a new snapshot takes the old one's place, or one engine itself. */
export interface EngineSource {
  readonly current: Engine;
  /** Why a newer snapshot is not in use; null when the newest is. */
  readonly refusal: Error | null;
  /** Calls `listener` with this engine and each that takes its place. */
  each(listener: (engine: Engine) => void): void;
}

/** Where snapshots are, and the services that an engine uses. */
export type EngineSettings = Pick<Config, "snapshotDir" | "embedding" | "rerank">;

/** Everything that is prepared once a snapshot, for all turns that use it. */
export class Engine implements EngineSource {
  readonly understander: Understander;
  readonly retriever: Retriever;
  readonly leftOpen: LeftOpenQuestions;

  constructor(
    readonly snapshot: Snapshot,
    reranker: Reranker | null = null,
    learned: LearnedModel | null = null,
  ) {
    this.understander = new Understander(snapshot);
    this.leftOpen = new LeftOpenQuestions(snapshot);
    this.retriever = new Retriever(snapshot, reranker, learned);
  }

  readonly refusal = null;

  get current(): Engine {
    return this;
  }

  each(listener: (engine: Engine) => void): void {
    listener(this);
  }

  /** The current snapshot, with the services that are configured. @throws SnapshotError */
  static open(settings: EngineSettings): Engine {
    return Engine.over(openSnapshot(settings.snapshotDir, settings.embedding), settings, (note) => console.log(`${note}。`));
  }

  /** The snapshot with this id, current or not. @throws SnapshotError, `missing` where it is no longer kept */
  static openById(settings: EngineSettings, id: string): Engine {
    return Engine.over(openSnapshotById(settings.snapshotDir, id, settings.embedding), settings);
  }

  private static over(snapshot: Snapshot, { snapshotDir, rerank }: EngineSettings, tell: (note: string) => void = () => undefined): Engine {
    const learned = readLearned(snapshotDir, snapshot);
    if (learned.note !== "") tell(learned.note);
    return new Engine(snapshot, rerank && new EndpointReranker(rerank), learned.model);
  }
}
