import { join } from "node:path";
import type { AnalyserSettings } from "./analyse/analyser.js";
import { deservesThreads, startAnalysts, startThreads, type Analysts, type AnalystThreads } from "./analyse/analysts.js";
import { KeptAnalysts } from "./cache/kept-analysts.js";
import { KeptFiles } from "./cache/kept-files.js";
import { programHash } from "./cache/program.js";
import type { Corpus } from "./corpus/corpus.js";
import { bytesBelow } from "./corpus/fingerprint.js";
import { readLexicon } from "./corpus/lexicon.js";
import type { Lexicon } from "./model.js";
import { wantsVectors, type IngestOptions } from "./options.js";
import { sha256 } from "./search-index/manifest.js";

/** What a large corpus that is all new begins with: threads that load their segmenters while it is read. */
export interface EarlyStart {
  lexicon: Lexicon;
  threads: AnalystThreads;
}

/** Starts the threads of a large corpus of which nothing was kept; null where that is not so. */
export function startEarly(options: IngestOptions): EarlyStart | null {
  if (options.dryRun || keptDocuments(options)?.isEmpty === false) return null;
  const bytes = bytesBelow([join(options.corpusFolder, "documents"), ...(options.extraPaths ?? [])]);
  if (!deservesThreads(bytes)) return null;
  const lexicon = readLexicon(options.corpusFolder);
  const threads = startThreads(settingsFor(lexicon, options), bytes, options.workers);
  return threads && { lexicon, threads };
}

/** What ingests keep may take so much room (bytes) on the disk, vectors of an endpoint apart. */
const MOST_KEPT = 1_000_000_000;

/** Those who analyse the corpus; what ingests before kept is not analysed again. @param threads that were started early */
export function analystsFor({ lexicon, entries }: Corpus, options: IngestOptions, threads: AnalystThreads | null): Analysts {
  const settings = settingsFor(lexicon, options);
  const kept = keptDocuments(options);
  if (kept === null) return startAnalysts(settings, entries, { workers: options.workers, threads });
  const makers = sha256(JSON.stringify([programHash(), lexicon.terms, settings.words]));
  return new KeptAnalysts(settings, makers, entries, kept, options.workers, threads);
}

function settingsFor({ terms }: Lexicon, options: IngestOptions): AnalyserSettings {
  return { terms, words: wantsVectors(options) && !options.embedding };
}

function keptDocuments({ cacheFolder }: IngestOptions): KeptFiles | null {
  return cacheFolder === undefined ? null : new KeptFiles(join(cacheFolder, "documents"), MOST_KEPT);
}
