import { FAMILY_RANK, type Family } from "./families.js";
import { arabicDigit, endOfNumeral, isChineseNumeralChar, numeralBetween } from "./numerals.js";
import { speaksOfProvision } from "./spoken-of.js";

/** A number at the head of a line. `end` is the offset just after the marker and the white space that follows it. */
export interface Marker {
  family: Family;
  ordinal: number;
  insertion: number | null;
  end: number;
  /** The numbers before the last of a clause: 5.1.2 -> [5, 1]. */
  outer?: number[];
}

/** White space of every kind found after numbers: ASCII, no-break, ideographic, and the General Punctuation spaces. */
export function isSpace(ch: string | undefined): boolean {
  if (ch === undefined) return false;
  const code = ch.charCodeAt(0);
  return code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200b) || code === 0x202f || code === 0xfeff;
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
  if (arabicDigit(first) >= 0) return scanArabic(text, start);
  return scanSign(text, start) ?? scanLetter(text, start) ?? scanStem(text, start);
}

export function skipSpace(text: string, start: number): number {
  let end = start;
  while (isSpace(text[end])) end++;
  return end;
}

const UNIT_FAMILY: readonly [string, Family][] = [
  ["条", "article"], ["章", "chapter"], ["节", "section"], ["编", "part"], ["分编", "subpart"], ["部分", "division"],
];
/** 第三条、 第三条： : some print a mark between number and text. */
const AFTER_UNIT = "、：:.．";

/** 第 + numeral + unit, with 之 + numeral for inserted provisions (第三条之一). */
function scanUnit(text: string, start: number): Marker | null {
  const numeralStart = skipSpace(text, start + 1);
  const numeral = scanOrdinal(text, numeralStart);
  if (!numeral) return null;
  const unitAt = skipSpace(text, numeral.end);
  const unit = UNIT_FAMILY.find(([sign]) => text.startsWith(sign, unitAt));
  if (!unit) return null;
  const [sign, family] = unit;
  const insertion = scanInsertion(text, unitAt + sign.length);
  let end = insertion?.end ?? unitAt + sign.length;
  // 第六条第一款规定的…… at the head of a line speaks of a provision; it does not open one.
  if (speaksOfProvision(text, end)) return null;
  if (AFTER_UNIT.includes(text[end] ?? " ")) end++;
  return { family, ordinal: numeral.value, insertion: insertion?.value ?? null, end: skipSpace(text, end) };
}

const LARGEST_ORDINAL = 9999;

/** A number that a provision can have; 第零条 and 第12345条 are text. */
function isOrdinal(value: number | null): value is number {
  return value !== null && value >= 1 && value <= LARGEST_ORDINAL;
}

interface Numeral {
  value: number;
  end: number;
}

/** Dashes that scanned documents have for 一: 第三十－条. */
const MISREAD_ONE = "－—–-";

function scanOrdinal(text: string, start: number): Numeral | null {
  const end = endOfNumeral(text, start);
  const value = numeralBetween(text, start, end);
  if (!isOrdinal(value)) return null;
  const misread = text[end - 1] === "十" && MISREAD_ONE.includes(text[end] ?? " ") && text[end + 1] === "条";
  return misread ? { value: value + 1, end: end + 1 } : { value, end };
}

function scanInsertion(text: string, at: number): Numeral | null {
  if (text[at] !== "之") return null;
  const end = endOfNumeral(text, at + 1);
  const value = numeralBetween(text, at + 1, end);
  return isOrdinal(value) ? { value, end } : null;
}

/** （一） or （1）, also （一）、 */
function scanBracket(text: string, start: number): Marker | null {
  const doubled = text[start + 1] === "（" || text[start + 1] === "(" ? 1 : 0;
  const numeralStart = skipSpace(text, start + 1 + doubled);
  const numeralEnd = endOfNumeral(text, numeralStart);
  const ordinal = numeralBetween(text, numeralStart, numeralEnd);
  const close = skipSpace(text, numeralEnd);
  if (!isOrdinal(ordinal) || ordinal > LARGEST_BRACKET || !isClosing(text[close]) || isSpanOf(text, close + 1)) return null;
  const family = arabicDigit(text[numeralStart]!) >= 0 ? "subpoint" : "bracket";
  return { family, ordinal, insertion: null, end: afterPause(text, close + 1) };
}

/** （2021）1号 is a document's number. */
const LARGEST_BRACKET = 999;

/** （一）至（三）项所列…… speaks of items. */
function isSpanOf(text: string, at: number): boolean {
  return (text[at] === "至" || text[at] === "、") && (text[at + 1] === "（" || text[at + 1] === "(");
}

function isClosing(ch: string | undefined): boolean {
  return ch === "）" || ch === ")";
}

function afterPause(text: string, at: number): number {
  return skipSpace(text, text[at] === "、" ? at + 1 : at);
}

/** 1、 1． 1） or 5.1.1 (but not 1.5万亿, nor 2025年). */
function scanArabic(text: string, start: number): Marker | null {
  const clause = scanClause(text, start);
  if (clause) return clause;
  const end = endOfNumeral(text, start);
  if (!isClosing(text[end])) return scanEnumerated(text, start, "point", "、.．");
  const ordinal = numeralBetween(text, start, end);
  if (!isOrdinal(ordinal) || ordinal > LARGEST_BRACKET) return null;
  return { family: "half", ordinal, insertion: null, end: afterPause(text, end + 1) };
}

/** 一、 or 1、 1． */
function scanEnumerated(text: string, start: number, family: Family, closers: string): Marker | null {
  const numeralEnd = endOfNumeral(text, start);
  const close = text[numeralEnd];
  if (close === undefined || !closers.includes(close) || numeralEnd - start > 6) return null;
  if (close !== "、" && arabicDigit(text[numeralEnd + 1] ?? "") >= 0) return null;
  // 一、二、三等奖 counts.
  if (close === "、" && endOfNumeral(text, numeralEnd + 1) > numeralEnd + 1 && text[endOfNumeral(text, numeralEnd + 1)] === "、") return null;
  const ordinal = numeralBetween(text, start, numeralEnd);
  if (!isOrdinal(ordinal)) return null;
  return { family, ordinal, insertion: null, end: skipSpace(text, numeralEnd + 1) };
}

const MOST_LEVELS = 6;
const LARGEST_LEVEL = 99;

/** 5.1.1 and white space, as technical standards count; 1.5 万亿元 is refused by what follows (isQuantity). */
function scanClause(text: string, start: number): Marker | null {
  const numbers: number[] = [];
  let at = start;
  while (numbers.length < MOST_LEVELS) {
    const end = endOfNumeral(text, at);
    const value = arabicDigit(text[at] ?? "") < 0 ? null : numeralBetween(text, at, end);
    if (value === null || value < 1 || value > LARGEST_LEVEL) return null;
    numbers.push(value);
    at = end;
    if ((text[at] !== "." && text[at] !== "．") || arabicDigit(text[at + 1] ?? "") < 0) break;
    at++;
  }
  const body = skipSpace(text, at);
  if (numbers.length < 2 || body === at || isQuantity(text, body)) return null;
  return { family: "clause", ordinal: numbers[numbers.length - 1]!, insertion: null, end: body, outer: numbers.slice(0, -1) };
}

function isQuantity(text: string, at: number): boolean {
  return text[at] === undefined || text[at] === "\n" || "万亿元个家年月日吨倍米%％".includes(text[at]) || arabicDigit(text[at]) >= 0;
}

function scanDash(text: string, start: number): Marker | null {
  let end = start;
  while (text[end] === "—") end++;
  if (end - start < 2) return null;
  return { family: "dash", ordinal: 0, insertion: null, end: skipSpace(text, end) };
}

/** Numbers that are one character: first code, last code, value of the first, family. */
const SIGNS: readonly [number, number, number, Family][] = [
  [0x2460, 0x2473, 1, "circle"], // ① to ⑳
  [0x3251, 0x325f, 21, "circle"], // ㉑ to ㉟
  [0x2776, 0x277f, 1, "circle"], // ❶ to ❿
  [0x2474, 0x2487, 1, "subpoint"], // ⑴ to ⒇
  [0x2488, 0x249b, 1, "point"], // ⒈ to ⒛
  [0x3220, 0x3229, 1, "bracket"], // ㈠ to ㈩
];

function scanSign(text: string, start: number): Marker | null {
  const code = text.charCodeAt(start);
  if (code < 0x2460 || code > 0x325f) return null;
  const row = SIGNS.find(([first, last]) => code >= first && code <= last);
  if (!row) return null;
  const [first, , value, family] = row;
  return { family, ordinal: code - first + value, insertion: null, end: afterPause(text, start + 1) };
}

/** a） a) A） */
function scanLetter(text: string, start: number): Marker | null {
  if (!isClosing(text[start + 1])) return null;
  const place = (text.charCodeAt(start) | 0x20) - "a".charCodeAt(0);
  if (place < 0 || place > 25 || text.charCodeAt(start) > 0x7f) return null;
  return { family: "letter", ordinal: place + 1, insertion: null, end: skipSpace(text, start + 2) };
}

/** 天干: they count as 甲、乙、丙、. */
export const STEMS = "甲乙丙丁戊己庚辛壬癸";

/** 甲、 but not 甲、乙双方 */
function scanStem(text: string, start: number): Marker | null {
  const place = STEMS.indexOf(text[start]!);
  if (place < 0 || text[start + 1] !== "、" || STEMS.includes(text[start + 2] ?? " ")) return null;
  return { family: "stem", ordinal: place + 1, insertion: null, end: skipSpace(text, start + 2) };
}

/** How deep a marker stands by its family alone; a clause by its numbers too. */
export function rankOf({ family, outer }: Marker): number {
  return FAMILY_RANK[family] + (outer ? (outer.length - MOST_LEVELS) / 100 : 0);
}
