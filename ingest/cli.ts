import { parseArgs } from "node:util";
import { readEmbedding } from "./config.js";
import { CorpusError, EndpointError, SettingError, SnapshotError } from "./errors.js";
import { isCurrent, runIngest, type IngestReport } from "./pipeline.js";

const USAGE = `用法：npm run ingest -- [选项] [文件夹或文本文件...]
  --json         报告以 JSON 输出
  --dry-run      只检查语料、结构和序号，不生成快照
  --if-needed    快照与语料一致时不重做
  --corpus DIR   语料文件夹（默认 corpus）
  --snapshots DIR 快照文件夹（默认 var/snapshots）
给出路径时，这些文件和语料一起收录；文件夹须含 meta.yaml，单个文本文件按背景材料收录，不作为规定引用。`;

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const options = { corpusFolder: values.corpus, snapshotRoot: values.snapshots, extraPaths: positionals, embedding: readEmbedding() };
  if (values["if-needed"] && isCurrent(options)) {
    console.log("快照已是最新，不用重做。");
    return 0;
  }
  const onProgress = values.json ? undefined : (stage: string, detail: string) => console.log(`  ${stage}　${detail}`);
  const report = await runIngest({ ...options, dryRun: values["dry-run"], onProgress });
  console.log(values.json ? JSON.stringify(report, null, 2) : describe(report));
  return 0;
}

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
      "if-needed": { type: "boolean", default: false },
      corpus: { type: "string", default: "corpus" },
      snapshots: { type: "string", default: "var/snapshots" },
      help: { type: "boolean", default: false },
    },
  });
}

/** The report as a person reads it: the documents, then what the audit found with line and context. */
function describe(report: IngestReport): string {
  const documents = report.documents.map(
    (entry) => `  ${entry.id}　${entry.title}：${entry.provisions} 个条款，${entry.askedAs} 个常见问法`,
  );
  const findings = report.findings.map(
    (finding) => `  ${finding.documentId} 第 ${finding.line} 行　${finding.message}：「${finding.context.replace(/\n/g, " ")}」`,
  );
  const total = Object.values(report.timings).reduce((a, b) => a + b, 0);
  return [
    "文件：",
    ...documents,
    findings.length > 0 ? "序号核对：" : "序号核对：没有发现缺号、重号或倒序。",
    ...findings,
    report.snapshot ? `快照 ${report.snapshot.id} 已生效，用时 ${(total / 1000).toFixed(1)} 秒。` : "只作检查，未生成快照。",
  ].join("\n");
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = [CorpusError, SnapshotError, SettingError, EndpointError].some((kind) => error instanceof kind);
  const usage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ?? false;
  if (known) console.error(`收录失败：${(error as Error).message}`);
  else if (usage) console.error(`参数不对：${(error as Error).message}\n${USAGE}`);
  else console.error("收录失败，程序内部错误：", error);
  process.exitCode = usage ? 2 : 1;
}
