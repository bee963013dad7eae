import type { ReadingNote } from "../model.js";
import { normaliseText } from "./normalise.js";

export type { ReadingNote } from "../model.js";

/** The normalised text of a source file, in which every offset counts, and what must be known of how it was read. */
export interface SourceText {
  text: string;
  notes: ReadingNote[];
}

/** What a reader makes of a document, in reading order: paragraphs (lines where one holds line ends), and tables. */
export type Piece = { paragraph: string } | { rows: string[][] };

/** Stands between the cells of a row; a cell's own is replaced. */
export const CELL_MARK = "｜";
const BETWEEN_CELLS = ` ${CELL_MARK} `;

/** Pieces as normalised text: a line a paragraph, a line a row; what is empty is left out. */
export function textOfPieces(pieces: readonly Piece[]): string {
  const lines = pieces.flatMap((piece) => ("rows" in piece ? linesOfTable(piece.rows) : piece.paragraph.split("\n")));
  return normaliseText(lines.map((line) => line.trimEnd()).filter((line) => line.trim() !== "").join("\n").concat("\n"));
}

/** A table of one column is a frame around paragraphs. */
function linesOfTable(rows: readonly (readonly string[])[]): string[] {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (columns <= 1) return rows.flat().flatMap((cell) => cell.split("\n"));
  return rows.filter((row) => row.some((cell) => cell.trim() !== "")).map((row) => row.map(lineOfCell).join(BETWEEN_CELLS).trim());
}

function lineOfCell(cell: string): string {
  return cell.replaceAll(CELL_MARK, "|").replace(/\s*\n\s*/g, " ").trim();
}

/** A count for a note: 3 处. Nothing where there is none. */
export function noteIf(count: number, kind: ReadingNote["kind"], text: (count: number) => string): ReadingNote[] {
  return count > 0 ? [{ kind, text: text(count) }] : [];
}
