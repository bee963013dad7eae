import { join } from "node:path";
import { RunningTextCollector, type RunningText } from "../embed/running-text.js";
import type { AuditFinding, SourceFailure, UnresolvedReference } from "../model.js";
import type { DocumentMentions } from "../references/collection-references.js";
import type { DocumentSummary } from "../report.js";
import type { Bm25Settings } from "../search-index/bm25.js";
import { DOCUMENTS_FILE, DocumentPlaces, type WrittenDocuments } from "../search-index/documents-file.js";
import { InvertedIndexBuilder, type InvertedIndex } from "../search-index/inverted-index.js";
import { SealedFile } from "../search-index/sealed-file.js";
import { Stopwatch } from "../stopwatch.js";
import type { SourcedDocuments } from "./analysts.js";

/** What the snapshot and its vectors are made of. */
export interface CollectedCorpus {
  documents: WrittenDocuments;
  lexical: InvertedIndex;
  /** Empty where the analysts were not asked for words. */
  text: RunningText;
}

/** Takes analysed documents in order and keeps only what the snapshot needs: their records go to disk at once. */
export class Collector {
  readonly summaries: DocumentSummary[] = [];
  readonly findings: AuditFinding[] = [];
  readonly mentions: DocumentMentions[] = [];
  readonly unresolved: UnresolvedReference[] = [];
  readonly failures: SourceFailure[] = [];
  /** Documents that were not analysed again. */
  reused = 0;
  /** Work by stage, over all threads. */
  readonly work = new Stopwatch();
  /** Where each document lies in the file. */
  readonly places = new DocumentPlaces();
  private readonly documents: SealedFile;
  private readonly builder: InvertedIndexBuilder;
  private readonly words = new RunningTextCollector();

  /** @param folder where the snapshot is being written */
  constructor(folder: string, settings: Bm25Settings) {
    this.documents = new SealedFile(join(folder, DOCUMENTS_FILE));
    this.builder = new InvertedIndexBuilder(settings);
  }

  take({ analysed, dictionary, kept }: SourcedDocuments): void {
    const { summaries, findings, failures, mentions, unresolved, records, counted, newTerms, words, timings } = analysed;
    for (const [stage, milliseconds] of Object.entries(timings)) this.work.add(stage, milliseconds);
    this.summaries.push(...summaries);
    if (kept) this.reused += summaries.length;
    this.findings.push(...findings);
    this.failures.push(...failures);
    this.mentions.push(...mentions);
    this.unresolved.push(...unresolved);
    this.places.add(summaries, records);
    this.work.time("写入条款", () => this.documents.append(records));
    this.work.time("汇总词项", () => {
      const numberOf = this.builder.addCounted(counted, newTerms, dictionary);
      this.words.add(words, numberOf);
    });
  }

  /** All documents are taken: ends their file, and finishes the index. */
  finish(): CollectedCorpus {
    const provisions = this.summaries.reduce((sum, summary) => sum + summary.provisions, 0);
    const documents = { seal: this.documents.seal(), documents: this.summaries.length, provisions };
    const lexical = this.builder.finish();
    // Plain words are words of the index: a name is the word after one letter for its channel.
    return { documents, lexical, text: this.words.text((word) => lexical.terms[word]!.slice(1)) };
  }

  /** Lets go of the file, finished or not. */
  close(): void {
    this.documents.close();
  }
}
