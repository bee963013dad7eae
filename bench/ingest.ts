import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { getHeapStatistics } from "node:v8";
import nodejieba from "nodejieba";
import { runIngest, type IngestReport } from "../ingest/pipeline.js";
import { describeTimes } from "../ingest/report-text.js";
import { barLine, rounded, type Bar } from "./figures.js";
import { PASSAGE_OPTIONS } from "./law-passages.js";
import { writeLawsCorpus, type LawsCorpus } from "./laws-corpus.js";

const USAGE = "用法：npm run bench:ingest -- --laws FILE.tar.gz [--megabytes N] [--workers N] [--rounds 1] [--json]";
const LEXICON = join(import.meta.dirname, "../corpus/lexicon");
const SAMPLE_MS = 10;

/** Time and memory of an ingest of real laws, from text files to a published snapshot without vectors; the laws again where more text is asked for. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      laws: PASSAGE_OPTIONS.laws,
      megabytes: { type: "string", default: "Infinity" },
      workers: { type: "string" },
      rounds: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const [megabytes, rounds] = [Number(values.megabytes), Number(values.rounds)];
  const workers = values.workers === undefined ? undefined : Number(values.workers);
  if (!values.laws || !(megabytes > 0) || !(rounds >= 1) || (workers !== undefined && !(workers >= 0))) {
    console.error(USAGE);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), "bench-ingest-"));
  try {
    const corpus = await writeLawsCorpus(values.laws, join(folder, "corpus"), LEXICON, megabytes * 1e6);
    const taken: Round[] = [];
    for (let i = 0; i < rounds; i++) taken.push(await measureRound(corpus, join(folder, "snapshots"), workers));
    const best = taken.reduce((a, b) => (b.ingest.seconds < a.ingest.seconds ? b : a));
    const figures = figuresOf(corpus, best, taken[0]!);
    console.log(values.json ? JSON.stringify(figures) : describe(figures, best.report));
    console.error(barLine(barFor(figures)));
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

interface Round {
  ingest: Cost;
  jiebaAlone: Cost;
  peakResidentMB: number;
  peakHeapMB: number;
  report: IngestReport;
}

async function measureRound(corpus: LawsCorpus, snapshotRoot: string, workers: number | undefined): Promise<Round> {
  let peakHeap = 0;
  const sample = setInterval(() => (peakHeap = Math.max(peakHeap, getHeapStatistics().used_heap_size)), SAMPLE_MS);
  const clock = startClock();
  const report = await runIngest({ corpusFolder: corpus.folder, snapshotRoot, vectors: false, workers });
  const ingest = clock();
  clearInterval(sample);
  const memory = { peakResidentMB: Math.round(process.resourceUsage().maxRSS / 1e3), peakHeapMB: Math.round(peakHeap / 1e6) };
  return { ingest, ...memory, report, jiebaAlone: measureJieba(corpus) };
}

/** The segmenter by itself, on one thread, over the same texts once they are read: what the machine gives. */
function measureJieba({ folder }: LawsCorpus): Cost {
  const documents = join(folder, "documents");
  const cost = { seconds: 0, cpuSeconds: 0 };
  nodejieba.load();
  for (const id of readdirSync(documents)) {
    const text = readFileSync(join(documents, id, "source.txt"), "utf8");
    const clock = startClock();
    nodejieba.cutForSearch(text);
    const { seconds, cpuSeconds } = clock();
    cost.seconds += seconds;
    cost.cpuSeconds += cpuSeconds;
  }
  return cost;
}

function startClock(): () => Cost {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - started) / 1e3, cpuSeconds: (user + system) / 1e6 };
  };
}

interface Figures {
  documents: number;
  passages: number;
  megabytes: number;
  ingest: Cost & { megabytesPerSecond: number };
  jiebaAlone: Cost & { megabytesPerSecond: number };
  /** Ingest's speed over the segmenter's on one thread, and its processor time over the segmenter's. */
  timesJieba: { speed: number; cpu: number };
  /** Milliseconds by stage; under the analysis, summed over its threads. */
  stages: Record<string, number>;
  analysis: Record<string, number>;
  /** Of the first round: in later ones what the round before left behind may still be there. */
  peakResidentMB: number;
  /** Of the main thread; every thread that analyses has a heap of its own, with the same limit. */
  peakHeapMB: number;
}

function figuresOf({ documents, bytes }: LawsCorpus, { ingest, jiebaAlone, report }: Round, first: Round): Figures {
  const withSpeed = ({ seconds, cpuSeconds }: Cost): Figures["ingest"] => ({
    seconds: rounded(seconds),
    cpuSeconds: rounded(cpuSeconds),
    megabytesPerSecond: rounded(bytes / 1e6 / seconds),
  });
  return {
    documents,
    passages: report.snapshot!.counts.passages,
    megabytes: rounded(bytes / 1e6),
    ingest: withSpeed(ingest),
    jiebaAlone: withSpeed(jiebaAlone),
    timesJieba: { speed: rounded(jiebaAlone.seconds / ingest.seconds), cpu: rounded(ingest.cpuSeconds / jiebaAlone.cpuSeconds) },
    stages: report.timings,
    analysis: report.work,
    peakResidentMB: first.peakResidentMB,
    peakHeapMB: first.peakHeapMB,
  };
}

/** The promise of docs/performance.md for two cores. */
function barFor({ ingest }: Figures): Bar {
  return { name: "ingest, MB a second", got: ingest.megabytesPerSecond, least: 4 };
}

function describe({ documents, passages, megabytes, ingest, jiebaAlone, timesJieba, peakResidentMB, peakHeapMB }: Figures, report: IngestReport): string {
  const line = (name: string, { seconds, cpuSeconds, megabytesPerSecond }: Figures["ingest"]): string =>
    `${name}　${seconds.toFixed(1)} 秒，处理器 ${cpuSeconds.toFixed(1)} 秒，每秒 ${megabytesPerSecond.toFixed(2)} MB`;
  return [
    `原文 ${megabytes.toFixed(1)} MB，${documents} 份文件，${passages} 段`,
    line("收录（不做向量）", ingest),
    ...describeTimes(report),
    line("jieba 单独（单线程）", jiebaAlone),
    `收录速度是 jieba 单独的 ${timesJieba.speed.toFixed(2)} 倍，处理器时间是其 ${timesJieba.cpu.toFixed(2)} 倍`,
    `内存峰值 ${peakResidentMB} MB，主线程 JS 堆峰值 ${peakHeapMB} MB`,
  ].join("\n");
}

process.exitCode = await main();
