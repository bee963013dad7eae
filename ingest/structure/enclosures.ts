import type { Block } from "./blocks.js";
import type { Furniture } from "./front-matter.js";
import { lineOf } from "./lines.js";
import { readHead } from "./portions.js";

const MOST_LINES = 60;

/**
 * The list of attachments at the end of a text, before its signature: 附件：1.…… with the lines that go on with it. Its numbers
 * are not provisions.
 */
export function readEnclosures(text: string, blocks: readonly Block[]): Furniture[] {
  const last = blocks.length - 1;
  let first = -1;
  for (let i = last; i > 0 && i > last - MOST_LINES; i--) {
    const line = lineOf(text, blocks[i]!);
    if (line.startsWith("附") && readHead(line)) first = i;
    else if (line.includes("。")) break;
  }
  const follows = blocks.some((block, i) => i < first && (block.marker !== null || lineOf(text, block).includes("。")));
  return !follows ? [] : [{ kind: "enclosures", first, last }];
}
