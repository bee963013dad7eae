import { join } from "node:path";
import type { Embedder, TextRole } from "../embed/embedder.js";
import { sha256 } from "../search-index/manifest.js";
import { storageFault } from "../storage-fault.js";
import { VectorLog } from "./vector-log.js";

/** What the file of an embedder may hold before it is cut down to what the last ingest used. */
const MOST_BYTES = 2_000_000_000;

/** Asks the embedder behind it only for passages that it has not embedded before. */
export class RememberingEmbedder implements Embedder {
  readonly kind: Embedder["kind"];
  readonly model: string;
  readonly id: string;
  readonly dimensions: number;
  /** Passages that were not embedded again. */
  reused = 0;
  /** Null once the disk has refused: vectors then are only not kept. */
  private log: VectorLog | null = null;
  private writeFault: string | null = null;

  /** @param source where the model runs: another server may give other vectors under the same name */
  constructor(
    private readonly inner: Embedder,
    folder: string,
    source: string,
  ) {
    ({ kind: this.kind, model: this.model, id: this.id, dimensions: this.dimensions } = inner);
    this.keeping(() => (this.log = new VectorLog(join(folder, `${sha256(`${source}\n${inner.id}`).slice(0, 16)}.vectors`), inner.dimensions)));
  }

  /** Why vectors are not kept, for a person; null while all is well. */
  get fault(): string | null {
    return this.writeFault;
  }

  async embed(texts: readonly string[], as: TextRole): Promise<Float32Array[]> {
    if (as === "query") return this.inner.embed(texts, as);
    const known = texts.map((text) => this.log?.get(text) ?? null);
    const missing = texts.filter((_, i) => known[i] === null);
    const fetched = await this.inner.embed(missing, as);
    if (missing.length > 0) this.keeping(() => this.log?.append(missing, fetched));
    this.reused += texts.length - missing.length;
    let next = 0;
    return known.map((vector) => vector ?? fetched[next++]!);
  }

  close(): void {
    this.keeping(() => this.log?.close(MOST_BYTES));
    this.log = null;
  }

  private keeping(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.writeFault = storageFault(error) ?? String(error);
      this.log = null;
    }
  }
}
