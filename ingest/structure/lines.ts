import type { Block } from "./blocks.js";
import { isDay, isoDay } from "../days.js";
import { isSpace } from "./markers.js";
import { parseNumeral } from "./numerals.js";

/** What a block says, without the white space around it. */
export function lineOf(text: string, block: Block): string {
  return text.slice(block.start, block.end);
}

/** The line without white space of any kind: 目　录, 2021 年 3 月 5 日. */
export function squeezed(line: string): string {
  let out = "";
  let from = 0;
  for (let i = 0; i < line.length; i++) {
    if (!isSpace(line[i])) continue;
    out += line.slice(from, i);
    from = i + 1;
  }
  return from === 0 ? line : out + line.slice(from);
}

const DATE = /^[〇○Ｏ零一二三四五六七八九十\d０-９]{2,4}年[一二三四五六七八九十\d０-９]{1,3}月[一二三四五六七八九十\d０-９]{1,3}日$/;
const LONGEST_DATE = 24;

/** A day on a line of its own, with or without spaces in it. */
export function isDateLine(line: string): boolean {
  return line.length <= LONGEST_DATE && DATE.test(squeezed(line));
}

/** The ISO day that such a line names: 二〇二四年三月五日 -> 2024-03-05; null for any other line. */
export function dayOfLine(line: string): string | null {
  if (!isDateLine(line)) return null;
  const [year, month, day] = squeezed(line).replace(/[○Ｏ]/g, "〇").split(/[年月日]/).map(parseNumeral);
  if (!year || year < 1000 || !month || !day) return null;
  const iso = isoDay(year, month, day);
  return isDay(iso) ? iso : null;
}

/** Whether a line ends where a sentence, or a heading's or list's lead, may end. */
export function endsSentence(line: string): boolean {
  return "。；：！？;:!?”』）)》…".includes(line[line.length - 1] ?? "。");
}
