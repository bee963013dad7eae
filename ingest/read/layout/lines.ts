import type { PrintedLine, TextRun } from "./page-text.js";

/** Distances in letter heights. */
const SAME_LINE = 0.5;
const WORD_GAP = 0.25;
const CHARACTER_GAP = 0.8;
/** Text further apart than this may belong to different columns. */
const COLUMN_GAP = 1.5;

/** Runs that share a baseline, from top to bottom, each from left to right; white space at the ends of runs is cut off. */
export function rowsOf(runs: readonly TextRun[]): TextRun[][] {
  const sorted = runs.flatMap(trimmed).sort((a, b) => a.y - b.y);
  const rows: TextRun[][] = [];
  for (const run of sorted) {
    const row = rows[rows.length - 1];
    const first = row?.[0];
    if (row && first && run.y - first.y <= SAME_LINE * Math.max(Math.min(first.size, run.size), 0.1)) row.push(run);
    else rows.push([run]);
  }
  for (const row of rows) row.sort((a, b) => a.x - b.x);
  return rows;
}

/** The parts of a row that stand apart. */
export function segmentsOf(row: readonly TextRun[]): TextRun[][] {
  const segments: TextRun[][] = [];
  for (const run of row) {
    const segment = segments[segments.length - 1];
    const last = segment?.[segment.length - 1];
    if (segment && last && run.x - endOf(last) <= COLUMN_GAP * run.size) segment.push(run);
    else segments.push([run]);
  }
  return segments;
}

/** One line of the runs of a row. */
export function lineOf(row: readonly TextRun[]): PrintedLine {
  let text = "";
  row.forEach((run, i) => {
    const before = row[i - 1];
    text += (before ? between(before, run) : "") + run.text;
  });
  const size = Math.max(...row.map((run) => run.size));
  return { text: text.trim(), left: row[0]!.x, right: Math.max(...row.map(endOf)), y: row[0]!.y, size };
}

export function endOf({ x, width }: TextRun): number {
  return x + width;
}

/** Chinese characters are often set apart by justification, so only a wide gap is a space between them. */
function between(before: TextRun, run: TextRun): string {
  const gap = run.x - endOf(before);
  const chinese = isWide(before.text[before.text.length - 1]!) && isWide(run.text[0]!);
  return gap > (chinese ? CHARACTER_GAP : WORD_GAP) * run.size ? " " : "";
}

/** A character that takes a full square: Chinese text has no spaces between these. */
function isWide(ch: string): boolean {
  const code = ch.charCodeAt(0);
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xff00 && code <= 0xffef) || "“”‘’—…·〔〕".includes(ch);
}

/** Spaces that a run begins with are an indent: the run begins behind them. */
function trimmed(run: TextRun): TextRun[] {
  const text = run.text.trim();
  if (text === "") return [];
  const leading = widthOfSpaces(run.text.slice(0, run.text.length - run.text.trimStart().length), run.size);
  const trailing = widthOfSpaces(run.text.slice(run.text.trimEnd().length), run.size);
  return [{ ...run, text, x: run.x + leading, width: Math.max(0, run.width - leading - trailing) }];
}

function widthOfSpaces(spaces: string, size: number): number {
  return [...spaces].reduce((sum, space) => sum + (space === "\u3000" ? size : size / 2), 0);
}
