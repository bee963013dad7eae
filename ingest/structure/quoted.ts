import type { Block } from "./blocks.js";

const OPENING = "“";
const CLOSING = "”";
const MARKS = /[“”]/g;

/**
 * Takes the markers off blocks that stand inside a quotation over several lines: 一、将第三条修改为：“第三条 …… quotes an
 * article of another text, which must not become a provision of this one. A quotation may open anew on each of its lines
 * and close once, on its last; one that never closes, or is followed by another opening, is none.
 */
export function unmarkQuoted(text: string, blocks: Block[]): void {
  MARKS.lastIndex = 0;
  let mark = MARKS.exec(text)?.index ?? Infinity;
  let opened = -1;
  for (let i = 0; i < blocks.length && mark < Infinity; i++) {
    const block = blocks[i]!;
    if (mark >= block.end) continue;
    const { closes, opens } = quotesOf(text, block, opened >= 0);
    if (closes && opened >= 0) {
      for (let k = opened + 1; k <= i; k++) blocks[k]!.marker = null;
      opened = -1;
    }
    if (opens) opened = i;
    MARKS.lastIndex = block.end;
    mark = MARKS.exec(text)?.index ?? Infinity;
  }
}

/**
 * What a block's quotation marks do: close a quotation of the lines before, open one that goes on in the next line.
 * @param within whether a quotation is open: then a mark at the head of the line only goes on with it
 */
function quotesOf(text: string, { start, end }: Block, within: boolean): { closes: boolean; opens: boolean } {
  let closes = false;
  let opens = false;
  const from = within && text[start] === OPENING ? start + 1 : start;
  for (let at = from; at < end; at++) {
    const ch = text[at];
    if (ch === OPENING) opens = true;
    else if (ch === CLOSING && opens) opens = false;
    else if (ch === CLOSING) closes = true;
  }
  return { closes, opens };
}
