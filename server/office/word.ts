import type * as docxTypes from "docx";

/** Media type of a Word file. */
export const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** How a stretch of text looks; `source` is small print that tells where a quote stands. */
export type WordStyle = "plain" | "strong" | "source";

export interface WordText {
  text: string;
  style: WordStyle;
}

/** A cell: one text, or paragraphs of stretches. */
export type WordCell = string | WordText[][];

export interface WordTable {
  /** Names with their share of the width, in per cent. */
  columns: { name: string; share: number }[];
  rows: WordCell[][];
  /** Small type, and rows that may break across pages: for long cells. */
  dense: boolean;
}

/** What follows the title, in order. */
export type WordPart = { kind: "text"; text: string } | { kind: "heading"; text: string } | { kind: "table"; table: WordTable };

export interface WordFile {
  title: string;
  landscape: boolean;
  parts: WordPart[];
}

/** A4 with margins of 20 mm, in twentieths of a point: WPS wants the columns' widths in numbers. */
const MARGIN = 1134;
const PAGE = { short: 11906, long: 16838 };
const FONT = "宋体";
/** In half points. */
const SIZE = 21;
const DENSE: Record<WordStyle, number> = { plain: 18, strong: 18, source: 15 };
const SOURCE_COLOUR = "555555";

type Docx = typeof docxTypes;

/** A Word file of headings, paragraphs and tables. The library is loaded when the first one is written. */
export async function wordFile({ title, landscape, parts }: WordFile): Promise<Buffer> {
  const docx = await import("docx");
  const { Document, HeadingLevel, Packer, AlignmentType, PageOrientation } = docx;
  const textWidth = (landscape ? PAGE.long : PAGE.short) - 2 * MARGIN;
  const text = (content: string, options: object = {}) => new docx.Paragraph({ children: runs(docx, [{ text: content, style: "plain" }], false), spacing: { after: 80 }, ...options });
  const heading = (content: string) => text(content, { heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 80 }, keepNext: true });
  const partOf = (part: WordPart) => (part.kind === "table" ? tableOf(docx, part.table, textWidth) : part.kind === "heading" ? heading(part.text) : text(part.text));
  const document = new Document({
    creator: "集群政策助手",
    title,
    styles: { default: { document: { run: { font: FONT, size: SIZE } }, title: { run: { font: FONT, size: 36, bold: true } }, heading2: { run: { font: FONT, size: 26, bold: true, color: "000000" } } } },
    sections: [
      {
        properties: {
          page: {
            // The library turns width and height around itself for a page that lies.
            size: { width: PAGE.short, height: PAGE.long, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        children: [text(title, { heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER }), ...parts.map(partOf)],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** A run a line: a line break inside a run is lost in some readers. */
function runs({ TextRun }: Docx, texts: readonly WordText[], isDense: boolean) {
  return texts.flatMap(({ text, style }) => {
    const look = { ...(style === "strong" ? { bold: true } : {}), ...(style === "source" ? { color: SOURCE_COLOUR } : {}), ...(isDense ? { size: DENSE[style] } : {}) };
    return text.split("\n").map((line, i) => new TextRun({ text: line, font: FONT, ...look, ...(i === 0 ? {} : { break: 1 }) }));
  });
}

function tableOf(docx: Docx, { columns, rows, dense }: WordTable, textWidth: number) {
  const { Table, TableRow, WidthType, TableLayoutType } = docx;
  const columnWidths = columns.map(({ share }) => Math.floor((textWidth * share) / 100));
  const row = (cells: readonly WordCell[], isHead: boolean) =>
    new TableRow({ tableHeader: isHead, cantSplit: isHead || !dense, children: cells.map((cell, i) => cellOf(docx, cell, columnWidths[i]!, { isHead, dense })) });
  return new Table({
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    rows: [row(columns.map(({ name }) => name), true), ...rows.map((cells) => row(cells, false))],
  });
}

function cellOf(docx: Docx, cell: WordCell, width: number, { isHead, dense }: { isHead: boolean; dense: boolean }) {
  const paragraphs: WordText[][] = typeof cell === "string" ? [[{ text: cell, style: "plain" }]] : cell;
  return new docx.TableCell({
    width: { size: width, type: docx.WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(isHead ? { shading: { fill: "EEEEEE" } } : {}),
    children: paragraphs.map((texts) => new docx.Paragraph({ children: runs(docx, texts, dense), ...(paragraphs.length > 1 ? { spacing: { after: 80 } } : {}) })),
  });
}
