import type { IngestReport } from "./pipeline.js";

/** So many documents and findings are printed in full; of more, the first ones and how many there are. */
const MOST_LINES = 50;

/** The report as a person reads it: the documents, then what the audit found with line and context, then what took how long. */
export function describeReport(report: IngestReport): string {
  const documents = report.documents.map(
    (entry) => `  ${entry.id}　${entry.title}：${entry.provisions} 个条款，${entry.askedAs} 个常见问法`,
  );
  const findings = report.findings.map(
    (finding) => `  ${finding.documentId} 第 ${finding.line} 行　${finding.message}：「${finding.context.replace(/\n/g, " ")}」`,
  );
  const unresolved = report.unresolved.map(
    ({ documentId, line, text, reason }) => `  ${documentId} 第 ${line} 行　${text}：${reason === "unknown_document" ? "语料里没有这份文件" : "没有这个条款"}`,
  );
  return [
    "文件：",
    ...shortened(documents, "份文件"),
    findings.length > 0 ? "序号核对：" : "序号核对：没有发现缺号、重号或倒序。",
    ...shortened(findings, "处提示"),
    unresolved.length > 0 ? "引用核对，没有对上的：" : "引用核对：都对上了。",
    ...shortened(unresolved, "处引用"),
    ...describeTimes(report),
    report.snapshot ? `快照 ${report.snapshot.id} 已生效。` : "只作检查，未生成快照。",
  ].join("\n");
}

function shortened(lines: readonly string[], what: string): string[] {
  if (lines.length <= MOST_LINES) return [...lines];
  return [...lines.slice(0, MOST_LINES), `  ……共 ${lines.length} ${what}，全部内容用 --json 查看`];
}

/** Every stage with its seconds and its share of the whole; under the analysis, what its work went into. */
export function describeTimes({ timings, work, bytes }: IngestReport): string[] {
  const total = sumOf(timings);
  const share = (part: number, whole: number): string => `${Math.round((100 * part) / Math.max(1, whole))}%`;
  const parts = Object.entries(work).map(([part, milliseconds]) => `${part} ${share(milliseconds, sumOf(work))}`);
  return [
    `用时 ${seconds(total)}，原文 ${(bytes / 1e6).toFixed(2)} MB，每秒 ${(bytes / 1e3 / Math.max(1, total)).toFixed(2)} MB：`,
    ...Object.entries(timings).map(([stage, milliseconds]) => `  ${stage}　${seconds(milliseconds)}　${share(milliseconds, total)}`),
    `  其中分析文件的工作量：${parts.join("，")}`,
  ];
}

function sumOf(timings: Readonly<Record<string, number>>): number {
  return Object.values(timings).reduce((a, b) => a + b, 0);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} 秒`;
}
