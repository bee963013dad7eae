import { scanMarker } from "../../structure/markers.js";
import type { PrintedLine } from "./page-text.js";

/** Distances in letter heights. */
const INDENT = 1;
const FULL = 2.1;
const OTHER_SIZE = 0.12;
/** A gap of so many usual ones parts paragraphs. */
const WIDE_GAP = 1.6;
/** Share of paragraphs that begin indented, from which on the document is one with indents. */
const INDENTED_SHARE = 0.3;
const SENTENCE_END = /[。！？：；!?]["”’）)」』]?$/;

/** A line with what stands around it. */
export interface SetLine extends PrintedLine {
  /** The edges of its column. */
  columnLeft: number;
  columnRight: number;
  /** Distance to the line above it in its column; null for the first of a column or page. */
  gap: number | null;
}

/** Joins lines that were wrapped to paragraphs again, over columns and pages. */
export function joinLines(lines: readonly SetLine[]): string[] {
  const usualGap = median(lines.flatMap(({ gap, size }) => (gap === null ? [] : [gap / size])));
  const indents = usesIndents(lines);
  const paragraphs: string[] = [];
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (before && goesOn(before, line, usualGap, indents)) paragraphs[paragraphs.length - 1] = join(paragraphs[paragraphs.length - 1]!, line.text);
    else paragraphs.push(line.text);
  });
  return paragraphs;
}

function goesOn(before: SetLine, line: SetLine, usualGap: number, indents: boolean): boolean {
  if (!isFull(before, line)) return false;
  if (Math.abs(before.size - line.size) > OTHER_SIZE * Math.max(before.size, line.size)) return false;
  if (line.gap !== null && line.gap / line.size > WIDE_GAP * usualGap) return false;
  if (SENTENCE_END.test(before.text) && scanMarker(line.text, 0) !== null) return false;
  if (!isIndented(line)) return true;
  // Lines that all stand in as far as the one before are a block that is set in, unless the document indents paragraphs.
  return !indents && isIndented(before) && Math.abs(line.left - before.left) < line.size / 2;
}

function usesIndents(lines: readonly SetLine[]): boolean {
  const starts = lines.filter((line, i) => i > 0 && !isFull(lines[i - 1]!, line));
  return starts.filter(isIndented).length > INDENTED_SHARE * starts.length;
}

function isIndented({ left, columnLeft, size }: SetLine): boolean {
  return left - columnLeft > INDENT * size;
}

/** A line that reaches the right edge, but for what the next word needs. */
function isFull({ right, columnRight, size }: SetLine, next: PrintedLine): boolean {
  const word = /^[\w.,%/-]{2,}/.exec(next.text)?.[0].length ?? 0;
  return columnRight - right < (FULL + word * 0.6) * size;
}

/** Only Latin words are parted by a space; one that was parted by a hyphen is whole again. */
function join(before: string, line: string): string {
  if (/[a-z]-$/i.test(before) && /^[a-z]/.test(line)) return before.slice(0, -1) + line;
  const words = /[a-z0-9,;:.)]$/i.test(before) && /^[a-z0-9(]/i.test(line);
  const figure = /\d$/.test(before) && /^\d/.test(line);
  return words && !figure ? `${before} ${line}` : before + line;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
