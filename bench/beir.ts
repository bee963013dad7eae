import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

/** A dataset in BEIR format: corpus.jsonl, queries.jsonl and qrels/NAME.tsv. */
export interface BeirDataset {
  passages: BeirPassage[];
  queries: { id: string; text: string }[];
  /** Query id -> ids of the passages that answer it. */
  gold: Map<string, Set<string>>;
}

export interface BeirPassage {
  id: string;
  title: string;
  text: string;
}

/** Reads a dataset; queries without a judgement are left out. */
export async function readBeir(folder: string, qrels: string): Promise<BeirDataset> {
  const gold = readQrels(join(folder, "qrels", `${qrels}.tsv`));
  const passages: BeirPassage[] = [];
  for await (const row of jsonLines(join(folder, "corpus.jsonl"))) passages.push({ id: row._id, title: row.title, text: row.text });
  const queries: BeirDataset["queries"] = [];
  for await (const row of jsonLines(join(folder, "queries.jsonl"))) {
    if (gold.has(row._id)) queries.push({ id: row._id, text: row.text });
  }
  return { passages, queries, gold };
}

/** The questions of a dataset, judged or not. */
export async function readQuestions(folder: string): Promise<string[]> {
  const questions: string[] = [];
  for await (const row of jsonLines(join(folder, "queries.jsonl"))) questions.push(row.text);
  return questions;
}

const rowSchema = z.object({ _id: z.coerce.string(), title: z.string().default(""), text: z.string() });

async function* jsonLines(path: string): AsyncGenerator<z.infer<typeof rowSchema>> {
  for await (const line of createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity })) {
    if (line.trim() !== "") yield rowSchema.parse(JSON.parse(line));
  }
}

/** Tab-separated: query, passage, score; a header line is passed over, and so are scores of 0. */
function readQrels(path: string): Map<string, Set<string>> {
  const gold = new Map<string, Set<string>>();
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const [query, passage, score] = line.trim().split(/\s+/);
    if (!query || !passage || !(Number(score) > 0)) continue;
    const known = gold.get(query);
    if (known) known.add(passage);
    else gold.set(query, new Set([passage]));
  }
  return gold;
}
