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

/** Pieces as normalised text: a line a paragraph, a line a row; what is empty is left out, but for a line between two tables. */
export function textOfPieces(pieces: readonly Piece[]): string {
  const lines: string[] = [];
  let before: Piece | null = null;
  for (const piece of pieces) {
    const its = linesOf(piece).map((line) => line.trimEnd()).filter((line) => line.trim() !== "");
    if (its.length === 0) continue;
    if (before && "rows" in before && "rows" in piece) lines.push("");
    lines.push(...its);
    before = piece;
  }
  return normaliseText(`${lines.join("\n")}\n`);
}

/** A table of one column is a frame around paragraphs; in a wider one every row shows that it is one. */
function linesOf(piece: Piece): string[] {
  if ("paragraph" in piece) return piece.paragraph.split("\n");
  const { rows } = piece;
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (columns <= 1) return rows.flat().flatMap((cell) => cell.split("\n"));
  return rows.filter((row) => row.some((cell) => cell.trim() !== "")).map(lineOfRow);
}

function lineOfRow(row: readonly string[]): string {
  const cells = row.map(lineOfCell);
  return (cells.length === 1 ? [...cells, ""] : cells).join(BETWEEN_CELLS).trim();
}

function lineOfCell(cell: string): string {
  return cell.replaceAll(CELL_MARK, "|").replace(/\s*\n\s*/g, " ").trim();
}

/** A count for a note: 3 处. Nothing where there is none. */
export function noteIf(count: number, kind: ReadingNote["kind"], text: (count: number) => string): ReadingNote[] {
  return count > 0 ? [{ kind, text: text(count) }] : [];
}
