import { join } from "node:path";
import { parseArgs } from "node:util";
import { readIngestConfig } from "./config.js";
import { CorpusError, EndpointError, SettingError, SnapshotError } from "./errors.js";
import type { IngestOptions } from "./options.js";
import { isCurrent, runIngest } from "./pipeline.js";
import { EXTENSIONS } from "./read/formats.js";
import { describeFailures, describeReport } from "./report-text.js";
import { storageFault } from "./storage-fault.js";
import { watchFolders } from "./watch.js";

const USAGE = `用法：npm run ingest -- [选项] [文件夹或文件...]
  --json         报告以 JSON 输出
  --dry-run      只检查语料、结构和序号，不生成快照
  --if-needed    快照与语料一致时不重做
  --full         全部重新分析；不加时，没有变化的文件沿用上次的分析，结果一样
  --watch        收录后留下来，语料一有变化就再收录；按 Ctrl+C 结束
  --no-vectors   不做向量，只按字词检索
  --workers N    分析文件的线程数，0 为不另开线程（默认按语料大小和处理器数）
  --corpus DIR   语料文件夹（默认取 CORPUS_DIR，未设置时为 corpus）
  --snapshots DIR 快照文件夹（默认取 SNAPSHOT_DIR，未设置时为 var/snapshots）
给出路径时，这些文件和语料一起收录；文件夹须含 meta.yaml，单个文件按背景材料收录，不作为规定引用。
能读 ${EXTENSIONS.join("、")}；.doc、.wps、.rtf 要装 LibreOffice，扫描件要装 tesseract。
有文件读不出来时，其余照常收录，逐份说明原因，退出码为 1（--if-needed 时为 0，不挡住服务启动）。`;

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const vectors = !values["no-vectors"];
  const { snapshotDir, corpusDir, embedding } = readIngestConfig();
  const options = { corpusFolder: values.corpus ?? corpusDir, snapshotRoot: values.snapshots ?? snapshotDir, extraPaths: positionals, vectors, embedding };
  if (values["if-needed"] && isCurrent(options)) {
    console.log("快照已是最新，不用重做。");
    return 0;
  }
  const onProgress = values.json ? undefined : (stage: string, detail: string) => console.log(`  ${stage}　${detail}`);
  const cacheFolder = values.full ? undefined : join(options.snapshotRoot, CACHE);
  const run = { ...options, dryRun: values["dry-run"], workers: readWorkers(values.workers), cacheFolder, onProgress };
  if (values.watch) return watch(run, values.json);
  const whole = await ingest(run, values.json);
  return whole || values["if-needed"] ? 0 : 1;
}

/** Folder beside the generations; may be deleted at any time. */
const CACHE = ".cache";

/** @returns whether every file could be read */
async function ingest(options: IngestOptions, json: boolean): Promise<boolean> {
  const report = await runIngest(options);
  console.log(json ? JSON.stringify(report, null, 2) : describeReport(report));
  if (report.failures.length > 0) console.error(describeFailures(report).join("\n"));
  return report.failures.length === 0;
}

/** Ingests, and again after every change, until it is told to end. */
async function watch(options: IngestOptions, json: boolean): Promise<number> {
  const end = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end.abort());
  const again = async (): Promise<void> => {
    if (!options.dryRun && isCurrent(options)) return;
    try {
      await ingest(options, json);
    } catch (error) {
      tell(error);
    }
    if (!json) console.log("等待语料变化……");
  };
  const paths = [options.corpusFolder, ...(options.extraPaths ?? [])];
  const watching = watchFolders(paths, again, end.signal);
  await again();
  await watching;
  return 0;
}

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
      "if-needed": { type: "boolean", default: false },
      full: { type: "boolean", default: false },
      watch: { type: "boolean", default: false },
      "no-vectors": { type: "boolean", default: false },
      workers: { type: "string" },
      corpus: { type: "string" },
      snapshots: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
}

const MOST_WORKERS = 64;

function readWorkers(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const workers = Number(value);
  if (value.trim() !== "" && Number.isInteger(workers) && workers >= 0 && workers <= MOST_WORKERS) return workers;
  throw Object.assign(new TypeError(`--workers 应为 0 到 ${MOST_WORKERS} 的整数，实际是「${value}」`), { code: "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" });
}

/** Says what went wrong. @returns the exit code */
function tell(error: unknown): number {
  const known = [CorpusError, SnapshotError, SettingError, EndpointError].some((kind) => error instanceof kind);
  const fault = known ? (error as Error).message : storageFault(error);
  const usage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ?? false;
  if (fault !== null) console.error(`收录失败：${fault}`);
  else if (usage) console.error(`参数不对：${(error as Error).message}\n${USAGE}`);
  else console.error("收录失败，程序内部错误：", error);
  return usage ? 2 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = tell(error);
}
