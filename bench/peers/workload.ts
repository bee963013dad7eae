import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { termNames } from "../../ingest/index.js";
import { alignedCopy, float32View, packArrays, unpackArrays } from "../../ingest/search-index/binary-file.js";
import { writeSynced } from "../../ingest/search-index/snapshot-files.js";
import { loadJieba } from "../../ingest/segment/jieba.js";
import { Tokenizer } from "../../ingest/segment/tokenizer.js";
import { batches, buildIndexes, type Indexes, type PassageSource } from "../collection.js";
import { countTerms } from "../count-terms.js";
import { writeIndexes } from "../index-folder.js";
import type { PeerQuestion } from "./peer.js";

/** What everybody is given, in a folder: passages as words, questions made ready, and with vectors our own indexes too. */
const FILES = { passages: "passages.txt", questions: "questions.jsonl", rows: "rows.bin" } as const;
const BATCH = 200;

/**
 * Writes a workload.
 * @returns seconds that building our own indexes took, by stage; null without vectors
 */
export async function writeWorkload(folder: string, passages: PassageSource, questions: readonly string[], vectors: boolean): Promise<Record<string, number> | null> {
  const tokenizer = new Tokenizer(loadJieba([]));
  await writePassages(folder, passages, tokenizer);
  const indexes = vectors ? buildIndexes(passages, { vectors: true, onStage: (name, s) => console.error(`  ${name} ${s.toFixed(1)} s`) }) : null;
  if (indexes) {
    writeIndexes(folder, indexes, passages);
    writeSynced(join(folder, FILES.rows), packArrays([indexes.rows]));
  }
  const lines = questions.map((question) => questionLine(question, tokenizer, indexes));
  writeFileSync(join(folder, FILES.questions), lines.join("\n"));
  return indexes && indexes.seconds;
}

async function writePassages(folder: string, passages: PassageSource, tokenizer: Tokenizer): Promise<void> {
  const file = await open(join(folder, FILES.passages), "w");
  try {
    for (const batch of batches(passages, BATCH)) {
      const terms = tokenizer.termsOfAll(batch.map(({ title, text }) => `${title}\n${text}`));
      await file.write(terms.map(({ words }) => `${plainWords(words).join(" ")}\n`).join(""));
    }
  } finally {
    await file.close();
  }
}

/** Words of letters and digits only: a reference or a document number that we keep whole, others would split again. */
function plainWords(words: readonly string[]): string[] {
  return words.filter((word) => /^[\p{L}\p{N}]+$/u.test(word));
}

function questionLine(question: string, tokenizer: Tokenizer, indexes: Indexes | null): string {
  const terms = tokenizer.terms(question);
  const vector = indexes ? Array.from(indexes.embedder.embedNow(question)) : [];
  return JSON.stringify({ words: plainWords(terms.words), terms: [...countTerms(termNames(terms))], vector });
}

/** The passages of a workload, some thousand at a time. */
export async function* readPassageBatches(folder: string): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const line of createInterface({ input: createReadStream(join(folder, FILES.passages), "utf8") })) {
    if (batch.push(line) < 1000) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

export function readPeerQuestions(folder: string): PeerQuestion[] {
  return readFileSync(join(folder, FILES.questions), "utf8")
    .split("\n")
    .map((line) => JSON.parse(line) as { words: string[]; terms: [string, number][]; vector: number[] })
    .map(({ words, terms, vector }) => ({ words, terms: new Map(terms), vector: Float32Array.from(vector) }));
}

/** All passage vectors, row by row. */
export function readRows(folder: string): Float32Array {
  const data = alignedCopy(readFileSync(join(folder, FILES.rows)));
  return float32View(data, unpackArrays(data)[0]!);
}
