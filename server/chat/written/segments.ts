import type { CitedSpan } from "../citations.js";
import type { Offered } from "./offered.js";

/** A stretch of a written sentence and the provisions that it cites. */
export interface Segment {
  text: string;
  spans: CitedSpan[];
}

const MARKS = /(?:\s?\[\d{1,3}\])+/g;
/** How models begin a line of a list; the numbers would be figures with no source. */
const LIST_SIGN = /^\s*(?:[-*•·▪●]|\d{1,2}[.、．)）](?!\d))\s*/;
const EMPHASIS = /\*\*|__|^#{1,6}\s/g;
const ONLY_PUNCTUATION = /^[\p{P}\s]*$/u;

/** A written sentence cut at its marks; or why it cannot be, in Chinese. */
export function segmentsOf(sentence: string, offered: Offered): Segment[] | string {
  const text = sentence.trim().replace(LIST_SIGN, "").replace(EMPHASIS, "");
  const segments: Segment[] = [];
  let at = 0;
  for (const { index, 0: marks } of text.matchAll(MARKS)) {
    const ids = [...marks.matchAll(/\d+/g)].map(([digits]) => Number(digits));
    const spans = [...new Set(ids)].map((id) => offered.get(id));
    if (spans.some((span) => span === undefined)) return `${marks.trim()} 不在本轮依据里`;
    segments.push({ text: text.slice(at, index), spans: spans as CitedSpan[] });
    at = index + marks.length;
  }
  const rest = text.slice(at);
  const last = segments[segments.length - 1];
  if (!last || !ONLY_PUNCTUATION.test(rest)) return "没有写出依据";
  last.text += rest;
  return segments.some(({ text: one }) => ONLY_PUNCTUATION.test(one)) ? "标注之前没有内容" : segments;
}
