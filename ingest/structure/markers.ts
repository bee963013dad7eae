import { arabicDigit, endOfNumeral, isChineseNumeralChar, numeralBetween } from "./numerals.js";

/**
 * The families of numbering in Chinese legal and official documents, outermost first.
 * `rank` orders them: a marker closes every open provision of its own rank or deeper.
 */
export const FAMILY_RANK = {
  part: 1, // 第一编
  chapter: 3, // 第一章
  section: 4, // 第一节
  article: 5, // 第一条
  sec: 6, // 一、
  bracket: 7, // （一）
  point: 8, // 1、 1．
  subpoint: 9, // （1）
  circle: 10, // ①
  dash: 11, // ——
} as const;

export type Family = keyof typeof FAMILY_RANK;

/** A number at the head of a line. `end` is the offset just after the marker and the white space that follows it. */
export interface Marker {
  family: Family;
  ordinal: number;
  insertion: number | null;
  end: number;
}

const UNIT_FAMILY: Record<string, Family> = { 编: "part", 章: "chapter", 节: "section", 条: "article" };
const CIRCLED_ONE = 0x2460;
const CIRCLED_TWENTY = 0x2473;

/** White space of every kind found after numbers: ASCII, no-break, ideographic, and the General Punctuation spaces. */
export function isSpace(ch: string | undefined): boolean {
  if (ch === undefined) return false;
  const code = ch.charCodeAt(0);
  return code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200b) || code === 0xfeff;
}

/**
 * Reads the marker that begins at `start`, by hand and in one pass: a pattern of nested numerals is exponential.
 * @returns null when the line begins with plain text.
 */
export function scanMarker(text: string, start: number): Marker | null {
  const first = text[start];
  if (first === undefined) return null;
  if (first === "第") return scanUnit(text, start);
  if (first === "（" || first === "(") return scanBracket(text, start);
  if (first === "—") return scanDash(text, start);
  if (isChineseNumeralChar(first)) return scanEnumerated(text, start, "sec", "、");
  if (arabicDigit(first) >= 0) return scanEnumerated(text, start, "point", "、.．");
  return scanCircle(text, start);
}

function skipSpace(text: string, start: number): number {
  let end = start;
  while (isSpace(text[end])) end++;
  return end;
}

/** 第 + numeral + 编/章/节/条, with 之 + numeral for inserted provisions (第三条之一). */
function scanUnit(text: string, start: number): Marker | null {
  const numeralStart = skipSpace(text, start + 1);
  const numeralEnd = endOfNumeral(text, numeralStart);
  const ordinal = numeralBetween(text, numeralStart, numeralEnd);
  const unitAt = skipSpace(text, numeralEnd);
  const family = UNIT_FAMILY[text[unitAt] ?? ""];
  if (!isOrdinal(ordinal) || family === undefined) return null;
  let end = unitAt + 1;
  let insertion: number | null = null;
  if (text[end] === "之") {
    const insertionEnd = endOfNumeral(text, end + 1);
    insertion = numeralBetween(text, end + 1, insertionEnd);
    if (isOrdinal(insertion)) end = insertionEnd;
    else insertion = null;
  }
  // 第六条第一款规定的…… at the head of a line speaks of a provision; it does not open one.
  if (family === "article" && continuesAsReference(text, end)) return null;
  return { family, ordinal, insertion, end: skipSpace(text, end) };
}

const LARGEST_ORDINAL = 9999;

/** A number that a provision can have; 第零条 and 第12345条 are text. */
function isOrdinal(value: number | null): value is number {
  return value !== null && value >= 1 && value <= LARGEST_ORDINAL;
}

function continuesAsReference(text: string, end: number): boolean {
  const ch = text[end];
  return ch !== undefined && "第、和至及或的规所，".includes(ch);
}

/** （一） or （1）. */
function scanBracket(text: string, start: number): Marker | null {
  const numeralStart = skipSpace(text, start + 1);
  const numeralEnd = endOfNumeral(text, numeralStart);
  const ordinal = numeralBetween(text, numeralStart, numeralEnd);
  const close = skipSpace(text, numeralEnd);
  if (!isOrdinal(ordinal) || (text[close] !== "）" && text[close] !== ")")) return null;
  const family = arabicDigit(text[numeralStart]!) >= 0 ? "subpoint" : "bracket";
  return { family, ordinal, insertion: null, end: skipSpace(text, close + 1) };
}

/** 一、 or 1、 1． (but not 1.5万亿, nor 2025年). */
function scanEnumerated(
  text: string,
  start: number,
  family: Family,
  closers: string,
): Marker | null {
  const numeralEnd = endOfNumeral(text, start);
  const close = text[numeralEnd];
  if (close === undefined || !closers.includes(close) || numeralEnd - start > 6) return null;
  if (close !== "、" && arabicDigit(text[numeralEnd + 1] ?? "") >= 0) return null;
  const ordinal = numeralBetween(text, start, numeralEnd);
  if (!isOrdinal(ordinal)) return null;
  return { family, ordinal, insertion: null, end: skipSpace(text, numeralEnd + 1) };
}

function scanDash(text: string, start: number): Marker | null {
  let end = start;
  while (text[end] === "—") end++;
  if (end - start < 2) return null;
  return { family: "dash", ordinal: 0, insertion: null, end: skipSpace(text, end) };
}

function scanCircle(text: string, start: number): Marker | null {
  const code = text.charCodeAt(start);
  if (code < CIRCLED_ONE || code > CIRCLED_TWENTY) return null;
  return { family: "circle", ordinal: code - CIRCLED_ONE + 1, insertion: null, end: skipSpace(text, start + 1) };
}
