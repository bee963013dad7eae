/** Chinese numerals, both ways. Pure, no regular expressions with nested repetition. */

const DIGITS: Record<string, number> = {
  〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
};
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const CHINESE_DIGITS = "零一二三四五六七八九";

/** Value of a digit or unit by code unit, -1 for anything else: scanners ask for every character of every document. */
const CHINESE_VALUE = new Int16Array(0x10000).fill(-1);
for (const [ch, value] of Object.entries({ ...DIGITS, ...UNITS })) CHINESE_VALUE[ch.charCodeAt(0)] = value;

/** True for a character a Chinese numeral may hold (up to 千). */
export function isChineseNumeralChar(ch: string): boolean {
  return CHINESE_VALUE[ch.charCodeAt(0)]! >= 0;
}

/** True for a code unit of a numeral: Chinese, or Arabic in half or full width. */
export function isNumeralCode(code: number): boolean {
  return CHINESE_VALUE[code]! >= 0 || digitOfCode(code) >= 0;
}

/** Value of an Arabic digit, half or full width; -1 for anything else. */
export function arabicDigit(ch: string): number {
  return digitOfCode(ch.charCodeAt(0));
}

/** Where the numeral that begins at `from` ends: a run of Chinese or of Arabic digits, not of both. */
export function endOfNumeral(text: string, from: number): number {
  const arabic = digitOfCode(text.charCodeAt(from)) >= 0;
  let at = from;
  while (at < text.length && (arabic ? digitOfCode(text.charCodeAt(at)) : CHINESE_VALUE[text.charCodeAt(at)]!) >= 0) at++;
  return at;
}

function digitOfCode(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  return -1;
}

/**
 * Value of a numeral below 10,000 (一百零四 -> 104, 二〇二五 -> 2025, １４ -> 14).
 * @returns null when the string is no such numeral.
 */
export function parseNumeral(numeral: string): number | null {
  return numeralBetween(numeral, 0, numeral.length);
}

/** The same for a part of a text: scanners ask at every numeral of every document. */
export function numeralBetween(text: string, from: number, to: number): number | null {
  if (from >= to) return null;
  if (digitOfCode(text.charCodeAt(from)) >= 0) return parseArabic(text, from, to);
  let holdsUnit = false;
  for (let at = from; at < to; at++) {
    const value = CHINESE_VALUE[text.charCodeAt(at)]!;
    if (value < 0) return null;
    holdsUnit ||= value >= 10;
  }
  return holdsUnit ? parseMultiplicative(text, from, to) : parsePositional(text, from, to);
}

function parseArabic(text: string, from: number, to: number): number | null {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = digitOfCode(text.charCodeAt(at));
    if (digit < 0) return null;
    value = value * 10 + digit;
  }
  return value;
}

/** 二〇二五: digits that stand by place. */
function parsePositional(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + CHINESE_VALUE[text.charCodeAt(at)]!;
  return value;
}

/** 一百零四: digits that multiply the unit after them. A unit with no digit before it counts once (十四). */
function parseMultiplicative(text: string, from: number, to: number): number {
  let total = 0;
  let digit: number | null = null;
  for (let at = from; at < to; at++) {
    const value = CHINESE_VALUE[text.charCodeAt(at)]!;
    if (value < 10) {
      digit = value;
    } else {
      total += (digit === null || (digit === 0 && value === 10) ? 1 : digit) * value;
      digit = null;
    }
  }
  return total + (digit ?? 0);
}

/** 104 -> 一百零四. For values from 1 to 9,999. */
export function toChinese(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 9999) {
    throw new RangeError(`Expected \`value\` to be an integer from 1 to 9999, got ${value}`);
  }
  let out = "";
  let pendingZero = false;
  for (const [unit, name] of [[1000, "千"], [100, "百"], [10, "十"], [1, ""]] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      pendingZero = out.length > 0;
      continue;
    }
    if (pendingZero) out += "零";
    pendingZero = false;
    out += digit === 1 && unit === 10 && out === "" ? name : CHINESE_DIGITS[digit]! + name;
  }
  return out;
}
