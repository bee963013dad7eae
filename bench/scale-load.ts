import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openGeneration, termNames, type Snapshot } from "../ingest/index.js";
import { sha256 } from "../ingest/search-index/manifest.js";
import { loadJieba } from "../ingest/segment/jieba.js";
import type { HybridQuery } from "../server/retrieval/hybrid-search.js";
import { residentBytes } from "./child.js";
import { BestTimes, Stopwatch } from "./clock.js";
import { countTerms } from "./count-terms.js";
import { percentiles, rounded } from "./figures.js";
import { hybridSearch } from "./index-folder.js";
import { QUESTIONS_FILE, type Loaded } from "./scale-files.js";

/** Opens the snapshot that `bench:scale` wrote, measures its load, its memory and its queries, and prints them as JSON. */
async function main(folder: string): Promise<void> {
  loadJieba([]).plain("词典在第一次用到时才读");
  const before = residentBytes();
  const watch = new Stopwatch();
  const snapshot = openGeneration(folder);
  const openMs = watch.milliseconds();
  const residentMB = Math.round((residentBytes() - before) / 1e6);
  const hashMs = hashing(folder, Object.keys(snapshot.manifest.files));
  const queryMs = await queryTimes(snapshot, folder);
  const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
  const loaded: Loaded = { loadMs: rounded(openMs - hashMs), hashMs: rounded(hashMs), residentMB, peakMB, queryMs };
  console.log(JSON.stringify(loaded));
}

function hashing(folder: string, names: readonly string[]): number {
  return names.reduce((sum, name) => {
    const data = readFileSync(join(folder, name));
    const watch = new Stopwatch();
    sha256(data);
    return sum + watch.milliseconds();
  }, 0);
}

const ROUNDS = 3;

/** The first round also compiles the code: each question counts with its best. */
async function queryTimes(snapshot: Snapshot, folder: string): Promise<Loaded["queryMs"]> {
  const questions = JSON.parse(readFileSync(join(folder, QUESTIONS_FILE), "utf8")) as string[];
  const { search, settings } = hybridSearch(folder, snapshot);
  const times = { analyse: new BestTimes(), lexical: new BestTimes(), vector: new BestTimes(), hybrid: new BestTimes(), question: new BestTimes() };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, question] of questions.entries()) {
      let watch = new Stopwatch();
      const query = await analyse(question, snapshot);
      const analysed = watch.milliseconds();
      watch = new Stopwatch();
      search.search(query);
      const searched = watch.milliseconds();
      times.analyse.note(i, analysed);
      times.hybrid.note(i, searched);
      times.question.note(i, analysed + searched);
      watch = new Stopwatch();
      snapshot.lexical.search(query.terms, settings.candidates);
      times.lexical.note(i, watch.milliseconds());
      watch = new Stopwatch();
      snapshot.vectors.search(query.vector, settings.candidates);
      times.vector.note(i, watch.milliseconds());
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, { values }]) => [name, percentiles(values)])) as Loaded["queryMs"];
}

async function analyse(question: string, { tokenizer, embedder }: Snapshot): Promise<HybridQuery & { vector: Float32Array }> {
  return { terms: countTerms(termNames(tokenizer.terms(question))), vector: (await embedder.embed([question], "query"))[0]! };
}

await main(process.argv[2]!);
