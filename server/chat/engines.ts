import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Engine, type EngineSettings, type EngineSource } from "./engine.js";

/** What became of a look at the folder of snapshots. */
export type Refreshed = { outcome: "unchanged" } | { outcome: "swapped"; engine: Engine } | { outcome: "refused"; error: Error };

/** A generation that could not be opened is tried again after this long: a full disk or too many open files may pass. */
const RETRY_MS = 30_000;

/**
 * The engine that answers now. A new snapshot is opened and verified beside the one in use and then takes its place; turns that
 * began with the old one end with it, since each turn holds its engine. One that is damaged is refused and the old one goes on.
 */
export class Engines implements EngineSource {
  private engine: Engine;
  private opened: string;
  private failed: { pointer: string; at: number; error: Error } | null = null;
  private readonly onSwap: ((engine: Engine) => void)[] = [];

  /** Opens the current snapshot. @throws SnapshotError */
  constructor(private readonly settings: EngineSettings, private readonly now: () => number = Date.now) {
    this.opened = this.pointer();
    this.engine = Engine.open(settings);
  }

  get current(): Engine {
    return this.engine;
  }

  get refusal(): Error | null {
    return this.failed?.error ?? null;
  }

  each(listener: (engine: Engine) => void): void {
    this.onSwap.push(listener);
    listener(this.engine);
  }

  /** Looks whether another snapshot was published, and takes it up. */
  refresh(): Refreshed {
    const pointer = this.pointer();
    if (pointer === this.opened) {
      this.failed = null;
      return { outcome: "unchanged" };
    }
    if (this.failed?.pointer === pointer && this.now() - this.failed.at < RETRY_MS) return { outcome: "unchanged" };
    try {
      this.engine = Engine.open(this.settings);
    } catch (error) {
      this.failed = { pointer, at: this.now(), error: error as Error };
      return { outcome: "refused", error: error as Error };
    }
    this.opened = pointer;
    this.failed = null;
    for (const listener of this.onSwap) listener(this.engine);
    return { outcome: "swapped", engine: this.engine };
  }

  /** What CURRENT says; empty while there is none. */
  private pointer(): string {
    try {
      return readFileSync(join(this.settings.snapshotDir, "CURRENT"), "utf8");
    } catch {
      return "";
    }
  }
}
