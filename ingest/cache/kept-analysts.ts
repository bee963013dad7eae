import { readFileSync } from "node:fs";
import { Analyser, type AnalyserSettings } from "../analyse/analyser.js";
import { startAnalysts, type Analysts, type AnalystThreads, type SourcedDocuments } from "../analyse/analysts.js";
import type { CorpusEntry } from "../corpus/corpus.js";
import { sha256 } from "../search-index/manifest.js";
import { packAnalysis, unpackAnalysis } from "./analysis-file.js";
import type { KeptFiles } from "./kept-files.js";

/** So many bytes of source text are analysed together: a document by itself, for it is kept by itself. */
const APART = 0;

/** Analysts that analyse only what has changed: of every other document they hand out what an ingest before made of it. */
export class KeptAnalysts implements Analysts {
  readonly workers: number;
  /** By document: all that what is made of it depends on; null where that cannot be told. */
  private readonly keys: ReadonlyMap<CorpusEntry, string | null>;
  private readonly changed: readonly CorpusEntry[];
  private readonly inner: Analysts | null;
  /** By dictionary: the names of its terms. */
  private readonly names = new Map<string, string[]>();

  /**
   * @param makers hash of what decides, beside the document itself, what is made of it: program, lexicon, what is wanted
   * @param workers as for `startThreads`
   * @param threads those that were started before, if any; whoever started them closes them
   */
  constructor(
    private readonly settings: AnalyserSettings,
    private readonly makers: string,
    entries: readonly CorpusEntry[],
    private readonly kept: KeptFiles,
    workers?: number,
    threads: AnalystThreads | null = null,
  ) {
    this.keys = new Map(entries.map((entry) => [entry, this.keyOf(entry)]));
    this.changed = entries.filter((entry) => !this.isKept(entry));
    this.inner = this.changed.length > 0 ? startAnalysts(settings, this.changed, { workers, threads, together: APART }) : null;
    this.workers = this.inner?.workers ?? 0;
  }

  async *analyse(entries: readonly CorpusEntry[]): AsyncGenerator<SourcedDocuments> {
    const changed = new Set(this.changed);
    const analysed = this.inner?.analyse(this.changed)[Symbol.asyncIterator]();
    for (const entry of entries) {
      if (!changed.has(entry)) {
        yield this.recall(entry);
        continue;
      }
      const { value } = (await analysed!.next()) as IteratorYieldResult<SourcedDocuments>;
      this.keep(entry, value);
      yield value;
    }
  }

  async close(): Promise<void> {
    await this.inner?.close();
    this.kept.prune();
  }

  private isKept(entry: CorpusEntry): boolean {
    const key = this.keys.get(entry)!;
    return key !== null && this.kept.has(key);
  }

  /** What was kept, or the same made anew where it is gone or damaged. */
  private recall(entry: CorpusEntry): SourcedDocuments {
    const file = this.kept.read(this.keys.get(entry)!);
    if (file === null) return { analysed: new Analyser(this.settings).analyse([entry]), dictionary: null };
    return { analysed: unpackAnalysis(file), dictionary: null, kept: true };
  }

  private keep(entry: CorpusEntry, { analysed, dictionary }: SourcedDocuments): void {
    const names = this.names.get(dictionary!) ?? [];
    this.names.set(dictionary!, names);
    for (const name of analysed.newTerms) names.push(name);
    const key = this.keys.get(entry)!;
    // A file that changed while it was read is not kept, nor one that could not be read: nobody knows which was analysed.
    if (key !== null && analysed.failures.length === 0 && this.keyOf(entry) === key) this.kept.write(key, packAnalysis(analysed, (term) => names[term]!));
  }

  private keyOf({ sourcePath, ...entry }: CorpusEntry): string | null {
    const source = hashOfFile(sourcePath);
    // Paths say where a text lies, not what it is.
    const told = (name: string, value: unknown): unknown => (name.endsWith("Path") ? undefined : value);
    return source && sha256(JSON.stringify([this.makers, entry, source], told));
  }
}

/** Null where the file cannot be read; the analyser says so. */
function hashOfFile(path: string): string | null {
  try {
    return sha256(readFileSync(path));
  } catch {
    return null;
  }
}
