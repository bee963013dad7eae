import type * as docxTypes from "docx";
import type { EligibilityReport } from "../schemas/eligibility.js";
import { reportTables, type ReportTable } from "./report-tables.js";

/** Media type of a Word file. */
export const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Width of the text on A4 with margins of 20 mm, in twentieths of a point: WPS wants the columns' widths in numbers. */
const MARGIN = 1134;
const TEXT_WIDTH = 11906 - 2 * MARGIN;
const FONT = "宋体";

type Docx = typeof docxTypes;

/** The report as a Word file. The library is loaded when the first report is written. */
export async function reportDocx(report: EligibilityReport): Promise<Buffer> {
  const docx = await import("docx");
  const { Document, HeadingLevel, Packer } = docx;
  const { title, documentTitle, asOf, verdictText, notices, missing } = report;
  const text = (content: string, options: object = {}) => new docx.Paragraph({ children: runs(docx, content), spacing: { after: 80 }, ...options });
  const heading = (content: string) => text(content, { heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 80 }, keepNext: true });
  const document = new Document({
    creator: "集群政策助手",
    title,
    styles: { default: { document: { run: { font: FONT, size: 21 } }, title: { run: { font: FONT, size: 36, bold: true } }, heading2: { run: { font: FONT, size: 26, bold: true, color: "000000" } } } },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } } },
        children: [
          text(title, { heading: HeadingLevel.TITLE, alignment: docx.AlignmentType.CENTER }),
          text(`对照文件：《${documentTitle}》`),
          text(`自测日期：${asOf}`),
          heading(`自测结果：${verdictText}`),
          ...notices.map((notice) => text(notice)),
          ...(missing.length === 0 ? [] : [heading("还要弄清"), text(missing.join("、"))]),
          ...reportTables(report).flatMap((table) => [heading(table.heading), tableOf(docx, table)]),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** A run a line: a line break inside a run is lost in some readers. */
function runs({ TextRun }: Docx, content: string) {
  return content.split("\n").map((line, i) => new TextRun({ text: line, font: FONT, ...(i === 0 ? {} : { break: 1 }) }));
}

function tableOf(docx: Docx, { columns, rows }: ReportTable) {
  const { Table, TableRow, WidthType, TableLayoutType } = docx;
  const columnWidths = columns.map(({ share }) => Math.floor((TEXT_WIDTH * share) / 100));
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({ tableHeader: isHead, cantSplit: true, children: cells.map((cell, i) => cellOf(docx, cell, columnWidths[i]!, isHead)) });
  return new Table({
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    rows: [row(columns.map(({ name }) => name), true), ...rows.map((cells) => row(cells, false))],
  });
}

function cellOf(docx: Docx, content: string, width: number, isHead: boolean) {
  return new docx.TableCell({
    width: { size: width, type: docx.WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(isHead ? { shading: { fill: "EEEEEE" } } : {}),
    children: [new docx.Paragraph({ children: runs(docx, content) })],
  });
}
