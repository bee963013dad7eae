import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runIngest } from "../../ingest/pipeline.js";
import { openSnapshot } from "../../ingest/search-index/snapshot.js";
import { TINY_CORPUS, writeTinyCorpus } from "../support/tiny-corpus.js";
import { badFiles, type BadFile } from "./bad-files.js";

export interface FileFaultsReport {
  files: number;
  refused: number;
  read: number;
  /** How often each reason was told (figures left out). */
  reasons: Record<string, number>;
  /** What went wrong, one line each: the bar is none. */
  faults: string[];
}

/** A bomb is ended by its memory within a minute; a PDF with fonts that it does not hold needs half of the memory. */
const LIMITS = { time: 300_000, memory: 900 * 1024 * 1024 };
const GOOD = "trial-measures";

/** Ingests a corpus of one good document and so many bad ones: each must be refused in Chinese or read, and the good one published. */
export async function ingestBadFiles(count: number): Promise<FileFaultsReport> {
  const folder = mkdtempSync(join(tmpdir(), "policy-files-"));
  try {
    const corpusFolder = writeTinyCorpus(folder);
    const files = new Map<string, BadFile>();
    for (const file of badFiles(count)) files.set(writeDocument(corpusFolder, file), { ...file, bytes: new Uint8Array() });
    const snapshotRoot = join(folder, "snapshots");
    const { failures } = await runIngest({ corpusFolder, snapshotRoot, vectors: false, workers: 0, readingLimits: LIMITS });
    const published = new Set(openSnapshot(snapshotRoot).documents.keys());
    const reasons = new Map(failures.map(({ documentId, reason }) => [documentId, reason]));
    const faults = [...files].flatMap(([id, file]) => faultsOf(file, reasons.get(id), published.has(id)));
    if (!published.has(GOOD)) faults.push("the good document was not published");
    return { files: files.size, refused: reasons.size, read: published.size - 1, reasons: tally(reasons.values()), faults };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeDocument(corpusFolder: string, { name, bytes }: BadFile): string {
  const id = name.replace(/\..*/, "");
  const place = join(corpusFolder, "documents", id);
  mkdirSync(place);
  writeFileSync(join(place, "meta.yaml"), TINY_CORPUS[`documents/${GOOD}/meta.yaml`]!.replaceAll(GOOD, id).replace("source.txt", name));
  writeFileSync(join(place, name), bytes);
  return id;
}

function faultsOf({ name, must }: BadFile, reason: string | undefined, published: boolean): string[] {
  if (published === (reason !== undefined)) return [`${name}: ${published ? "both published and refused" : "neither published nor refused"}`];
  if (reason === undefined) return must === "refused" ? [`${name}: was read`] : [];
  if (must === "read") return [`${name}: refused: ${reason}`];
  return /^[\u4e00-\u9fa5A-Z]/.test(reason) && /[\u4e00-\u9fa5]{4}/.test(reason) ? [] : [`${name}: no reason in Chinese: ${reason}`];
}

function tally(reasons: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const reason of reasons) {
    const kind = reason.replace(/\d+(\.\d+)?/g, "N");
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
