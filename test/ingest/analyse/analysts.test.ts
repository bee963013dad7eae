import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startAnalysts, type Analysts, type SourcedDocuments } from "../../../ingest/analyse/analysts.js";
import { WorkerEnded } from "../../../ingest/analyse/ordered-pool.js";
import { readCorpus, type CorpusEntry } from "../../../ingest/corpus/corpus.js";
import { CorpusError } from "../../../ingest/errors.js";
import { lawId, writeManyDocuments } from "../../support/many-documents.js";
import { tempFolder } from "../../support/temp-folder.js";

const ARTICLES = 2_400;
const SETTINGS = { terms: ["试点集群"], words: false };
const started: Analysts[] = [];

function analystsFor(entries: readonly CorpusEntry[], workers: number, terms: readonly string[] = SETTINGS.terms): Analysts {
  const analysts = startAnalysts({ ...SETTINGS, terms }, entries, { workers });
  started.push(analysts);
  return analysts;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((analysts) => analysts.close()));
});

/** Documents of some 300 KB: two are analysed together. */
function bigDocuments(documents: number): { entries: CorpusEntry[]; sourceOf: (document: number) => string } {
  const corpus = writeManyDocuments(tempFolder(), documents, ARTICLES);
  const entries = readCorpus(corpus).entries.filter(({ meta }) => meta.id.startsWith("law-"));
  return { entries, sourceOf: (document) => join(corpus, "documents", lawId(document), "source.txt") };
}

async function all(documents: AsyncIterable<SourcedDocuments>): Promise<SourcedDocuments[]> {
  const taken: SourcedDocuments[] = [];
  for await (const some of documents) taken.push(some);
  return taken;
}

const faultOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => null, (fault: unknown) => fault);

describe("startAnalysts", () => {
  it.each([0, 1, 2])("hands the documents over in order, few at a time, with %i threads", async (workers) => {
    const { entries } = bigDocuments(6);
    const batches = await all(analystsFor(entries, workers).analyse(entries));
    const ids = batches.map(({ analysed }) => analysed.summaries.map(({ id }) => id));
    expect(ids.flat()).toEqual(entries.map(({ meta }) => meta.id));
    expect(Math.max(...ids.map((batch) => batch.length))).toBeLessThanOrEqual(2);
  });

  it("reads a document only when those before it have been taken", async () => {
    const { entries, sourceOf } = bigDocuments(6);
    const taken: string[] = [];
    for await (const { analysed } of analystsFor(entries, 0).analyse(entries)) {
      taken.push(...analysed.summaries.map(({ title, passages }) => `${title} ${passages}`));
      if (taken.length > 2) continue;
      for (const later of [3, 4, 5]) appendFileSync(sourceOf(later), "第二千四百零一条 后来加上的一条。\n");
    }
    expect(taken.slice(0, 2)).toEqual([0, 1].map((law) => `${lawId(law)} 管理办法 ${ARTICLES + 1}`));
    expect(taken.slice(3)).toEqual([3, 4, 5].map((law) => `${lawId(law)} 管理办法 ${ARTICLES + 2}`));
  });

  it.each([0, 2])("tells which document cannot be read and goes on with the others, with %i threads", async (workers) => {
    const { entries, sourceOf } = bigDocuments(4);
    writeFileSync(sourceOf(2), Buffer.from([0x41, 0xff]));
    const batches = await all(analystsFor(entries, workers).analyse(entries));
    expect(batches.flatMap(({ analysed }) => analysed.failures.map(({ documentId }) => documentId))).toEqual([lawId(2)]);
    expect(batches.flatMap(({ analysed }) => analysed.summaries.map(({ id }) => id))).toEqual([0, 1, 3].map(lawId));
  });

  it.each([0, 1])("names the document whose questions are at fault, with %i threads", async (workers) => {
    const { entries } = bigDocuments(3);
    const wrong = entries.map((entry) => (entry.meta.id === lawId(2) ? { ...entry, askedAs: { art_9999: ["没有这一条"] } } : entry));
    const fault = await faultOf(all(analystsFor(wrong, workers).analyse(wrong)));
    expect(fault).toBeInstanceOf(CorpusError);
    expect((fault as CorpusError).message).toContain(`documents/${lawId(2)}/asked-as.yaml 的 art_9999`);
  });

  it("names the documents whose thread ended, and keeps the cause", async () => {
    const { entries } = bigDocuments(4);
    // A term that the segmenter cannot take ends the thread at its start.
    const fault = await faultOf(all(analystsFor(entries, 1, ["两个 词"]).analyse(entries)));
    expect(fault).toBeInstanceOf(CorpusError);
    expect((fault as CorpusError).message).toContain(`documents/${lawId(0)}：处理这份或其后 1 份文件时工作线程意外结束`);
    expect((fault as CorpusError).cause).toBeInstanceOf(WorkerEnded);
  });
});
