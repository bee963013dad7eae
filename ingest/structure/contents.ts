import type { Block } from "./blocks.js";
import { bodyStart } from "./blocks.js";
import { FAMILY_RANK } from "./families.js";
import { headingOf } from "./headings.js";
import { lineOf, squeezed } from "./lines.js";

const HEAD = /^目[录次]$/;
const UNNUMBERED_ENTRY = /^(前言|序言|引言|总则|附则|附录.{0,20}|附件.{0,30})$/;
/** Leaders and the page number at the end of an entry: 第一章 总则………3. */
const LEADERS = /[.．·…⋯]{2,}\(?\d{0,4}\)?$|\d{1,4}$/;
const LONGEST_ENTRY = 60;

/**
 * A table of contents, with or without the word 目录 over it: headings one after the other, up to where the first of them comes
 * again and the text itself begins.
 * @returns its blocks `first..last`, or null where there is none
 */
export function findContents(text: string, blocks: readonly Block[]): { first: number; last: number } | null {
  const firstNumbered = blocks.findIndex((block) => block.marker !== null);
  if (firstNumbered < 0) return null;
  const head = blocks.findIndex((block, i) => i <= firstNumbered && HEAD.test(squeezed(lineOf(text, block))));
  const first = head < 0 ? firstNumbered : head + 1;
  const opening = entryOf(text, blocks[first]);
  if (opening === null) return null;
  for (let i = first + 1; i < blocks.length; i++) {
    const entry = entryOf(text, blocks[i]);
    if (entry === opening && i > first + 1) return { first: head < 0 ? first : head, last: i - 1 };
    if (entry === null) break;
  }
  return head < 0 ? null : { first: head, last: head };
}

/** An entry without spaces, leaders and page number; null for a line that cannot be one. */
function entryOf(text: string, block: Block | undefined): string | null {
  if (block === undefined || block.end - block.start > LONGEST_ENTRY) return null;
  const entry = squeezed(lineOf(text, block)).replace(LEADERS, "");
  if (block.marker === null) return UNNUMBERED_ENTRY.test(entry) ? entry : null;
  const { family } = block.marker;
  if (FAMILY_RANK[family] > FAMILY_RANK.bracket) return null;
  if (family === "article") return /[，。；：]/.test(entry) ? null : entry;
  return headingOf(text.slice(bodyStart(block), block.end), family)?.whole === false ? null : entry;
}
