import type { IngestReport } from "./pipeline.js";
import type { FileNote, NoteKind } from "./report.js";

/** So many files and notes are printed in full; of more, the first ones and how many there are. */
const MOST_LINES = 50;

const KIND_NAMES: Readonly<Record<NoteKind, string>> = { recognised: "识别", inferred: "推定", lost: "未收录", odd: "请核对", failed: "失败" };

/** The report as a person reads it: what failed, the documents, what is to be known of them with line and address, then what took how long. */
export function describeReport(report: IngestReport): string {
  const documents = report.documents.map(
    ({ id, title, provisions, askedAs }) => `  ${id}　${title}：${provisions} 个条款，${askedAs} 个常见问法`,
  );
  const unresolved = report.unresolved.map(
    ({ documentId, line, text, reason }) => `  ${documentId} 第 ${line} 行　${text}：${reason === "unknown_document" ? "语料里没有这份文件" : "没有这个条款"}`,
  );
  const notes = report.documents.flatMap(({ id, notes }) => notes.filter(({ kind }) => kind !== "recognised").map((note) => `  ${id}　${describeNote(note)}`));
  return [
    "文件：",
    ...shortened(documents, "份文件"),
    ...describeFailures(report),
    notes.length > 0 ? "收录时的提示：" : "收录时的提示：没有缺号、重号、倒序或其他要核对的地方。",
    ...shortened(notes, "处提示"),
    unresolved.length > 0 ? "引用核对，没有对上的：" : "引用核对：都对上了。",
    ...shortened(unresolved, "处引用"),
    ...describeTimes(report),
    report.snapshot ? `快照 ${report.snapshot.id} 已生效。` : "只作检查，未生成快照。",
  ].join("\n");
}

/** Every document that was left out, none shortened away. */
export function describeFailures({ failures }: Pick<IngestReport, "failures">): string[] {
  if (failures.length === 0) return [];
  const lines = failures.map(({ documentId, file, reason, wasPublished }) => {
    const lost = wasPublished ? "　注意：上一个快照里有这份文件，这一次没有，它的条款现在查不到" : "";
    return `  ${documentId}（${file}）　${reason}。${lost}`;
  });
  return [`没有收录的文件 ${failures.length} 份（其余照常收录）：`, ...lines];
}

function describeNote({ kind, text, line, address }: FileNote): string {
  const place = [line === undefined ? "" : `第 ${line} 行`, address ?? ""].filter((part) => part !== "").join("，");
  return `${KIND_NAMES[kind]}　${text}${place === "" ? "" : `（${place}）`}`;
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
