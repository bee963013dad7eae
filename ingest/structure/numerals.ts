/** Chinese numerals, both ways. Pure, no regular expressions with nested repetition. */

const DIGITS: Record<string, number> = {
  〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
};
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const CHINESE_DIGITS = "零一二三四五六七八九";

/** One byte a code unit: scanners ask for every character of every document. */
const NUMERAL_TABLE = new Uint8Array(0x10000);
for (const ch of [...Object.keys(DIGITS), ...Object.keys(UNITS)]) NUMERAL_TABLE[ch.charCodeAt(0)] = 1;

/** True for a character a Chinese numeral may hold (up to 千). */
export function isChineseNumeralChar(ch: string): boolean {
  return NUMERAL_TABLE[ch.charCodeAt(0)] === 1;
}

/** True for a code unit of a numeral: Chinese, or Arabic in half or full width. */
export function isNumeralCode(code: number): boolean {
  return NUMERAL_TABLE[code] === 1 || (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

/** Value of an Arabic digit, half or full width; -1 for anything else. */
export function arabicDigit(ch: string): number {
  const code = ch.charCodeAt(0);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  return -1;
}

/**
 * Value of a numeral below 10,000 (一百零四 -> 104, 二〇二五 -> 2025, １４ -> 14).
 * @returns null when the string is no such numeral.
 */
export function parseNumeral(numeral: string): number | null {
  if (numeral.length === 0) return null;
  if (arabicDigit(numeral[0]!) >= 0) return parseArabic(numeral);
  if (![...numeral].every(isChineseNumeralChar)) return null;
  if (![...numeral].some((ch) => ch in UNITS)) return parsePositional(numeral);
  return parseMultiplicative(numeral);
}

function parseArabic(numeral: string): number | null {
  let value = 0;
  for (const ch of numeral) {
    const digit = arabicDigit(ch);
    if (digit < 0) return null;
    value = value * 10 + digit;
  }
  return value;
}

/** 二〇二五: digits that stand by place. */
function parsePositional(numeral: string): number {
  let value = 0;
  for (const ch of numeral) value = value * 10 + DIGITS[ch]!;
  return value;
}

/** 一百零四: digits that multiply the unit after them. A unit with no digit before it counts once (十四). */
function parseMultiplicative(numeral: string): number {
  let total = 0;
  let digit: number | null = null;
  for (const ch of numeral) {
    const unit = UNITS[ch];
    if (unit === undefined) {
      digit = DIGITS[ch]!;
    } else {
      total += (digit === null || (digit === 0 && unit === 10) ? 1 : digit) * unit;
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
