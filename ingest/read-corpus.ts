import { readDocument, readable } from "./analyse/read-document.js";
import { readCorpus, type Corpus, type CorpusEntry } from "./corpus/corpus.js";
import { documentsNamed, withoutDocuments } from "./corpus/leave-out.js";
import { checkNotAnswered } from "./corpus/not-answered.js";
import { checkRules } from "./corpus/rules/rules.js";
import type { Lexicon, PolicyDocument, SourceFailure } from "./model.js";
import type { ReadingLimits } from "./read/sources/reading-order.js";
import { readSources } from "./read/sources/read-sources.js";
import { Unreadable } from "./read/unreadable.js";
import { Stopwatch } from "./stopwatch.js";

/** Where the corpus is, and what the reading of one file may take. */
export interface CorpusPlace {
  corpusFolder: string;
  extraPaths?: readonly string[];
  readingLimits?: ReadingLimits;
  /** Where it was read before. */
  lexicon?: Lexicon | undefined;
}

/** The corpus with its sources read, and what could not be read. */
export interface ReadCorpus {
  corpus: Corpus;
  failures: SourceFailure[];
}

/**
 * Reads the corpus and its source files, and checks what rules and open questions say of them.
 * @param texts folder for what is read out of files that are no plain text
 * @throws CorpusError
 */
export async function readAndCheck({ corpusFolder, extraPaths, readingLimits, lexicon }: CorpusPlace, texts: string): Promise<ReadCorpus> {
  const whole = readCorpus(corpusFolder, extraPaths, lexicon);
  const failures: SourceFailure[] = [];
  const readings = await readSources(whole.entries.map(({ sourcePath }) => sourcePath), texts, readingLimits);
  const byId = new Map<string, CorpusEntry>();
  whole.entries.forEach((entry, i) => {
    const reading = readings[i]!;
    const { id, source } = entry.meta;
    if (reading instanceof Unreadable) failures.push({ documentId: id, file: source.file, reason: reading.message });
    else byId.set(id, { ...entry, reading });
  });
  const documents = new Map<string, PolicyDocument>();
  for (const id of documentsNamed(whole)) {
    const entry = byId.get(id);
    const structured = entry ? readable(() => readDocument(entry, new Stopwatch()), entry.meta.source.file, failures) : null;
    if (structured) documents.set(id, structured.document);
  }
  const corpus = withoutDocuments({ ...whole, entries: whole.entries.map((entry) => byId.get(entry.meta.id) ?? entry) }, new Set(failures.map(({ documentId }) => documentId)));
  const read = (id: string): PolicyDocument | null => documents.get(id) ?? null;
  checkNotAnswered(corpus.notAnswered, whole.entries, read);
  checkRules(corpus.rules, read);
  return { corpus, failures };
}
