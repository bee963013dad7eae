import type { Block } from "./blocks.js";
import { FAMILY_RANK } from "./families.js";
import { endsSentence } from "./lines.js";

/** A line at least this long may have been broken off in mid-sentence; a shorter one is a heading or a row. */
const SHORTEST_BROKEN = 20;

/**
 * A line that goes on where the one before broke off in mid-sentence (违反本条例 / 第十五条 ……) opens no article, unless it has the
 * number that is next.
 */
export function unmarkBroken(text: string, blocks: Block[]): void {
  let last = 0;
  blocks.forEach((block, i) => {
    if (block.marker?.family !== "article") return;
    const { ordinal, insertion } = block.marker;
    const isNext = ordinal === last + 1 || (insertion !== null && ordinal === last);
    if (!isNext && last > 0 && breaksOff(text, blocks[i - 1]!)) block.marker = null;
    else last = ordinal;
  });
}

function breaksOff(text: string, { start, end, marker }: Block): boolean {
  const isHeading = marker !== null && FAMILY_RANK[marker.family] < FAMILY_RANK.article;
  return !isHeading && end - start >= SHORTEST_BROKEN && !endsSentence(text.slice(start, end));
}
