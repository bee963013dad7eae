import { isSpace, scanMarker, type Marker } from "./markers.js";
import { markRows } from "./tables.js";

/**
 * One paragraph of the source: a line with text in it.
 * `start..end` is its content; `from..until` its tile (indent, the line and the blank lines after it).
 */
export interface Block {
  start: number;
  end: number;
  from: number;
  until: number;
  marker: Marker | null;
  /** True where the marker was not printed (see infer.ts). */
  inferred: boolean;
  /** True for a line of a table, which has no marker (see tables.ts). */
  row: boolean;
}

/** Splits normalised text (LF line ends) into blocks. The tiles cover the text without gap or overlap. */
export function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let lineStart = 0;
  while (lineStart < text.length) {
    const newline = text.indexOf("\n", lineStart);
    const lineEnd = newline < 0 ? text.length : newline;
    const block = blockOfLine(text, lineStart, lineEnd);
    if (block) blocks.push(block);
    lineStart = lineEnd + 1;
  }
  if (blocks.length === 0 && text.length > 0) blocks.push(emptyBlock());
  closeTiles(blocks, text.length);
  markRows(text, blocks);
  return blocks;
}

/** A text of white space only still has one tile. */
function emptyBlock(): Block {
  return { start: 0, end: 0, from: 0, until: 0, marker: null, inferred: false, row: false };
}

function blockOfLine(text: string, lineStart: number, lineEnd: number): Block | null {
  let start = lineStart;
  while (start < lineEnd && isSpace(text[start])) start++;
  let end = lineEnd;
  while (end > start && isSpace(text[end - 1])) end--;
  if (start === end) return null;
  return { start, end, from: lineStart, until: lineEnd, marker: scanMarker(text, start), inferred: false, row: false };
}

function closeTiles(blocks: Block[], textLength: number): void {
  blocks.forEach((block, i) => {
    block.from = i === 0 ? 0 : block.from;
    block.until = blocks[i + 1]?.from ?? textLength;
  });
}

/** The text of a block after its marker. */
export function bodyStart(block: Block): number {
  return block.marker && !block.inferred ? Math.min(block.marker.end, block.end) : block.start;
}
