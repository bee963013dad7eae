import { wordFile, type WordPart } from "../office/word.js";
import type { EligibilityReport } from "../schemas/eligibility.js";
import { reportTables } from "./report-tables.js";

/** The report as a Word file. */
export async function reportDocx(report: EligibilityReport): Promise<Buffer> {
  const { title, documentTitle, asOf, verdictText, notices, missing } = report;
  const text = (content: string): WordPart => ({ kind: "text", text: content });
  const heading = (content: string): WordPart => ({ kind: "heading", text: content });
  return wordFile({
    title,
    landscape: false,
    parts: [
      text(`对照文件：《${documentTitle}》`),
      text(`自测日期：${asOf}`),
      heading(`自测结果：${verdictText}`),
      ...notices.map(text),
      ...(missing.length === 0 ? [] : [heading("还要弄清"), text(missing.join("、"))]),
      ...reportTables(report).flatMap(({ heading: name, columns, rows }): WordPart[] => [heading(name), { kind: "table", table: { columns, rows, dense: false } }]),
    ],
  });
}
