import { CELL_MARK } from "../read/source-text.js";
import type { Marker } from "./markers.js";

/** What this file needs of a block, and writes into it. */
interface Line {
  start: number;
  end: number;
  marker: Marker | null;
  row: boolean;
}

/** One line with the mark of cells is a line of text; two in a row are a table. */
const LEAST_ROWS = 2;

/** Finds the tables of a text: lines with cells (甲 ｜ 乙) that follow one another without a blank line. Their numbers are no markers. */
export function markRows(text: string, lines: Line[]): void {
  if (!text.includes(CELL_MARK)) return;
  for (let at = 0; at < lines.length; at++) {
    let end = at;
    while (end < lines.length && hasCells(text, lines[end]!) && (end === at || follows(text, lines[end - 1]!, lines[end]!))) end++;
    if (end - at < LEAST_ROWS) continue;
    for (const line of lines.slice(at, end)) {
      line.row = true;
      line.marker = null;
    }
    at = end - 1;
  }
}

function hasCells(text: string, { start, end }: Line): boolean {
  return text.slice(start, end).includes(CELL_MARK);
}

/** Whether one row stands directly under the other, as rows of one table do. */
export function follows(text: string, above: Pick<Line, "end">, below: Pick<Line, "start">): boolean {
  const newline = text.indexOf("\n", above.end);
  return !text.slice(newline + 1, below.start).includes("\n");
}
