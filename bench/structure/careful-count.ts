/**
 * The articles of a text as a careful reader counts them, line by line, with nothing of the scanner that it checks: 第 and a number
 * and 条 at the head of a line, then white space, or text where the number is the next; not what stands in quotation marks, and not
 * what the line only speaks of (第五条规定……).
 * @returns numbers in reading order: 12, or 12之1
 */
export function countArticles(text: string): string[] {
  const quoted = quotedLines(text);
  const counted: string[] = [];
  let last = 0;
  text.split("\n").forEach((raw, i) => {
    const match = quoted.has(i) ? null : ARTICLE.exec(raw.replace(BLANKS, " ").trim());
    if (!match) return;
    const [, numeral, inserted, rest] = match;
    const number = valueOf(numeral!.replace(" ", ""));
    if (SPOKEN_OF.test(rest!) || number === 0) return;
    if (!/^( |$)/.test(rest!) && number !== last + 1 && !(inserted && number === last)) return;
    counted.push(inserted ? `${number}之${valueOf(inserted)}` : `${number}`);
    last = number;
  });
  return counted;
}

const BLANKS = /[\s\u00a0\u2000-\u200b\u202f\u3000\ufeff]+/g;
const ARTICLE = /^第 ?([零〇一二三四五六七八九十百千]+|[0-9０-９]+) ?条(?:之([一二三四五六七八九十]+))?(.*)$/;
const SPOKEN_OF = /^( ?第[^ ]{1,4}[款项]|的|规定|所[称列指述规涉]|中[的关规]|关于|相?应?改为|修改为|删|增加|[，,。；;》〉]|(、|和|至|及|或者?|以及|与)[第本前《（])/;
/** A quotation no longer than this, in lines, is one; a mark without its partner is a misprint. */
const LONGEST_QUOTATION = 80;

/** Lines that begin inside a quotation. */
function quotedLines(text: string): Set<number> {
  const inside = new Set<number>();
  let waiting: number[] | null = null;
  text.split("\n").forEach((line, i) => {
    waiting?.push(i);
    if (waiting && waiting.length > LONGEST_QUOTATION) waiting = null;
    for (const ch of waiting && line.trim().startsWith("“") ? line.trim().slice(1) : line) {
      if (ch === "“") waiting = [];
      if (ch !== "”" || !waiting) continue;
      for (const at of waiting) inside.add(at);
      waiting = null;
    }
  });
  return inside;
}

const DIGITS = "零一二三四五六七八九";

/** 一百零四 -> 104, ４ -> 4. */
function valueOf(numeral: string): number {
  const arabic = numeral.replace(/[０-９]/g, (ch) => String(ch.charCodeAt(0) - 0xff10));
  if (/^\d+$/.test(arabic)) return Number(arabic);
  let [total, digit] = [0, 0];
  for (const ch of numeral.replace(/〇/g, "零")) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[ch];
    if (unit) [total, digit] = [total + (digit || 1) * unit, 0];
    else digit = DIGITS.indexOf(ch);
  }
  return total + digit;
}
