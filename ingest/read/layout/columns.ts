import { endOf, lineOf, rowsOf, segmentsOf } from "./lines.js";
import type { PageText, PrintedLine, TextRun } from "./page-text.js";

/** Lines that follow one another, and which column they stand in: 0 is the whole width, 1 and 2 the left and the right one. */
export interface Region {
  column: 0 | 1 | 2;
  lines: PrintedLine[];
}

/** So many parts of lines on either side make two columns. */
const LEAST_LINES = 5;
/** Share of rows that may run across the gap between columns. */
const MOST_ACROSS = 0.4;
/** Columns are filled from side to side; cells of a table are not. */
const LEAST_FILLED = 0.6;
const STEPS = 40;

/** The lines of a page in reading order. */
export function regionsOf({ runs }: PageText): Region[] {
  const rows = rowsOf(runs);
  const gap = findGap(rows);
  if (gap === null) return rows.length === 0 ? [] : [{ column: 0, lines: rows.map(lineOf) }];
  return inColumns(rows, gap);
}

/** What runs across both columns parts the page into bands, of which each is read column by column. */
function inColumns(rows: readonly TextRun[][], gap: number): Region[] {
  const regions: Region[] = [];
  let left: PrintedLine[] = [];
  let right: PrintedLine[] = [];
  const close = (): void => {
    if (left.length > 0) regions.push({ column: 1, lines: left });
    if (right.length > 0) regions.push({ column: 2, lines: right });
    left = [];
    right = [];
  };
  for (const row of rows) {
    if (segmentsOf(row).some((segment) => crosses(segment, gap))) {
      close();
      regions.push({ column: 0, lines: [lineOf(row)] });
      continue;
    }
    const [leftRuns, rightRuns] = [row.filter((run) => run.x < gap), row.filter((run) => run.x >= gap)];
    if (leftRuns.length > 0) left.push(lineOf(leftRuns));
    if (rightRuns.length > 0) right.push(lineOf(rightRuns));
  }
  close();
  return mergeFullWidth(regions);
}

function mergeFullWidth(regions: readonly Region[]): Region[] {
  const merged: Region[] = [];
  for (const region of regions) {
    const last = merged[merged.length - 1];
    if (last?.column === 0 && region.column === 0) last.lines.push(...region.lines);
    else merged.push({ column: region.column, lines: [...region.lines] });
  }
  return merged;
}

/** Where the page is parted from top to bottom; null where it has one column. */
function findGap(rows: readonly TextRun[][]): number | null {
  const segments = rows.map(segmentsOf);
  const all = segments.flat();
  const from = Math.min(...all.map(startOf));
  const to = Math.max(...all.map(rightOf));
  let best: { gap: number; score: number } | null = null;
  for (let step = STEPS * 0.3; step <= STEPS * 0.7; step++) {
    const gap = from + ((to - from) * step) / STEPS;
    const across = segments.filter((row) => row.some((segment) => crosses(segment, gap))).length;
    const left = all.filter((segment) => rightOf(segment) <= gap);
    const right = all.filter((segment) => startOf(segment) >= gap);
    const score = Math.min(left.length, right.length) - 2 * across;
    const enough = left.length >= LEAST_LINES && right.length >= LEAST_LINES && across <= MOST_ACROSS * rows.length;
    if (enough && isFilled(left) && isFilled(right) && (best === null || score > best.score)) best = { gap, score };
  }
  return best?.gap ?? null;
}

/** Most lines reach from side to side. */
function isFilled(segments: readonly TextRun[][]): boolean {
  const from = Math.min(...segments.map(startOf));
  const to = Math.max(...segments.map(rightOf));
  const widths = segments.map((segment) => rightOf(segment) - startOf(segment)).sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)]! >= LEAST_FILLED * (to - from);
}

function crosses(segment: readonly TextRun[], x: number): boolean {
  return startOf(segment) < x && rightOf(segment) > x;
}

function startOf(segment: readonly TextRun[]): number {
  return segment[0]!.x;
}

function rightOf(segment: readonly TextRun[]): number {
  return Math.max(...segment.map(endOf));
}
