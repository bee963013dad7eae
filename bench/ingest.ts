import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { getHeapStatistics } from "node:v8";
import nodejieba from "nodejieba";
import { runIngest, type IngestReport } from "../ingest/pipeline.js";
import { describeTimes } from "../ingest/report-text.js";
import { writeLawsCorpus, type LawsCorpus } from "./laws-corpus.js";

const USAGE = "用法：npm run bench:ingest -- --laws FILE.tar.gz [--megabytes N] [--workers N] [--json]";
const LEXICON = join(import.meta.dirname, "../corpus/lexicon");

/** Time and memory of an ingest of real laws, from text files to a published snapshot without vectors. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { laws: { type: "string" }, megabytes: { type: "string" }, workers: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const megabytes = values.megabytes === undefined ? Infinity : Number(values.megabytes);
  const workers = values.workers === undefined ? undefined : Number(values.workers);
  if (!values.laws || !(megabytes > 0) || (workers !== undefined && !(Number.isInteger(workers) && workers >= 0))) {
    console.error(USAGE);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), "bench-ingest-"));
  try {
    const corpus = await writeLawsCorpus(values.laws, join(folder, "corpus"), LEXICON, megabytes * 1e6);
    const measured = await measureIngest(corpus, join(folder, "snapshots"), workers);
    const result = { ...measured, jiebaAlone: measureJieba(corpus) };
    console.log(values.json ? JSON.stringify(result) : describe(corpus, result));
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Wall clock and processor seconds; on a busy machine the two part. */
interface Cost {
  seconds: number;
  cpuSeconds: number;
}

interface Measured {
  ingest: Cost;
  peakResidentMB: number;
  /** Of the main thread; each analysing thread has a heap of its own. */
  peakHeapMB: number;
  report: IngestReport;
}

async function measureIngest(corpus: LawsCorpus, snapshotRoot: string, workers: number | undefined): Promise<Measured> {
  let peakHeap = 0;
  const sample = setInterval(() => (peakHeap = Math.max(peakHeap, getHeapStatistics().used_heap_size)), SAMPLE_MS);
  const clock = startClock();
  const report = await runIngest({ corpusFolder: corpus.folder, snapshotRoot, vectors: false, workers });
  const ingest = clock();
  clearInterval(sample);
  return { ingest, peakResidentMB: Math.round(process.resourceUsage().maxRSS / 1e3), peakHeapMB: Math.round(peakHeap / 1e6), report };
}

const SAMPLE_MS = 10;

/** The segmenter by itself, on one thread, over the same text in memory: what the machine gives. */
function measureJieba({ folder }: LawsCorpus): Cost {
  const documents = join(folder, "documents");
  const texts = readdirSync(documents).map((id) => readFileSync(join(documents, id, "source.txt"), "utf8"));
  nodejieba.load();
  const clock = startClock();
  for (const text of texts) nodejieba.cutForSearch(text);
  return clock();
}

function startClock(): () => Cost {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - started) / 1e3, cpuSeconds: (user + system) / 1e6 };
  };
}

function describe({ documents, bytes }: LawsCorpus, { ingest, jiebaAlone, peakResidentMB, peakHeapMB, report }: Measured & { jiebaAlone: Cost }): string {
  const line = (name: string, { seconds, cpuSeconds }: Cost): string =>
    `${name}　${seconds.toFixed(1)} 秒，处理器 ${cpuSeconds.toFixed(1)} 秒，每秒 ${(bytes / 1e6 / seconds).toFixed(2)} MB`;
  return [
    `原文 ${(bytes / 1e6).toFixed(1)} MB，${documents} 份文件，${report.snapshot!.counts.passages} 段`,
    line("收录（不做向量）", ingest),
    ...describeTimes(report),
    line("jieba 单独（单线程）", jiebaAlone),
    `收录速度是 jieba 单独的 ${(jiebaAlone.seconds / ingest.seconds).toFixed(2)} 倍，处理器时间是其 ${(ingest.cpuSeconds / jiebaAlone.cpuSeconds).toFixed(2)} 倍`,
    `内存峰值 ${peakResidentMB} MB，主线程 JS 堆峰值 ${peakHeapMB} MB`,
  ].join("\n");
}

process.exitCode = await main();
