import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { HnswParameters } from "../ingest/search-index/hnsw-index.js";
import type { Manifest } from "../ingest/search-index/manifest.js";
import { runChild } from "./child.js";
import { cpuSeconds } from "./clock.js";
import { buildIndexes, type Indexes, type PassageSource } from "./collection.js";
import { barLine, rounded, type Bar } from "./figures.js";
import { writeIndexes } from "./index-folder.js";
import { lawPassages, PASSAGE_OPTIONS } from "./law-passages.js";
import { speedQuestions } from "./speed-questions.js";
import { QUESTIONS_FILE, type Loaded } from "./scale-files.js";

const USAGE = `用法：npm run bench:scale -- --laws FILE.tar.gz [--passages 100000] [--least 字数] [--dataset DIR] [--queries 1500]
                          [--train-on 100000] [--hnsw product|fast] [--keep DIR] [--json]`;
/** `fast` is for a million passages on one core: a graph with smaller parameters, and never a second one where its recall is low. */
const FAST: HnswParameters = { m: 12, efConstruction: 80, efSearch: 128 };
const TRAIN_ON = 100_000;

/** Builds the whole index over so many passages, writes it as a snapshot, and measures it in a fresh process. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...PASSAGE_OPTIONS,
      dataset: { type: "string" },
      queries: { type: "string", default: "1500" },
      "train-on": { type: "string", default: String(TRAIN_ON) },
      hnsw: { type: "string", default: "product" },
      keep: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  if (!values.laws || !["product", "fast"].includes(values.hnsw)) {
    console.error(USAGE);
    return 2;
  }
  const { passages, origin } = await lawPassages(values.laws, Number(values.passages), Number(values.least));
  const asked = await speedQuestions(values.dataset, passages, Number(values.queries));
  const trainOn = Number(values["train-on"]);
  const indexes = buildIndexes(passages, { vectors: true, trainOn, hnsw: values.hnsw === "fast" ? FAST : undefined, onStage: (name, s) => console.error(`  ${name} ${s.toFixed(1)} s`) });
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), "policy-scale-"));
  mkdirSync(folder, { recursive: true });
  try {
    const { manifest, writeSeconds } = write(folder, indexes, passages, asked.questions);
    const loaded = runChild<Loaded>("scale-load.ts", [folder]);
    const report = { ...describe(passages, indexes, manifest), origin, questions: asked.origin, trainOn: Math.min(trainOn, passages.length), writeSeconds, ...loaded };
    console.log(JSON.stringify(report, null, values.json ? 0 : 2));
    for (const bar of barsFor(passages.length, loaded)) console.error(barLine(bar));
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
  return 0;
}

function write(folder: string, indexes: Indexes, passages: PassageSource, questions: readonly string[]): { manifest: Manifest; writeSeconds: number } {
  const started = cpuSeconds();
  const manifest = writeIndexes(folder, indexes, passages);
  const writeSeconds = rounded(cpuSeconds() - started);
  writeFileSync(join(folder, QUESTIONS_FILE), JSON.stringify(questions));
  return { manifest, writeSeconds };
}

function describe(passages: PassageSource, { index, seconds }: Indexes, { files, vectorIndex }: Manifest): Record<string, unknown> {
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  return {
    passages: passages.length,
    terms: index.terms.length,
    postings: index.docs.length,
    buildSeconds: seconds,
    vectorIndex,
    indexMB: Math.round(bytes / 1e6),
    fileMB: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, rounded(file.bytes / 1e6)])),
    bytesAPassage: Math.round(bytes / passages.length),
    buildPeakMB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

const MILLION = 1_000_000;

/** The promises of docs/performance.md for collections of this size. */
function barsFor(passages: number, { loadMs, residentMB, queryMs }: Loaded): Bar[] {
  if (passages >= MILLION) return [{ name: "hybrid p50, ms", got: queryMs.hybrid.p50, most: 10 }];
  return [
    { name: "hybrid p50, ms", got: queryMs.hybrid.p50, most: 2 },
    { name: "hybrid p99, ms", got: queryMs.hybrid.p99, most: 8 },
    { name: "load, ms", got: loadMs, most: 150 },
    { name: "resident, MB", got: residentMB, most: 300 },
  ];
}

process.exitCode = await main();
