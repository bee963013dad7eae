import { arabicDigit, endOfNumeral, isChineseNumeralChar, isNumeralCode, numeralBetween } from "../structure/numerals.js";

/** What a figure counts, for telling whether evidence holds the kind of value a question asks for. */
export type QuantityKind = "year" | "date" | "percent" | "money" | "duration" | "count" | "plain";

/** A figure in running text: its span and its canonical form (三年 -> 3年, １０％ -> 10%, 3,000亿元 -> 3000亿元). */
export interface Quantity {
  start: number;
  end: number;
  kind: QuantityKind;
  canonical: string;
}

/** A document number such as 苏政发〔2018〕86号; canonical 政发2018-86. */
export interface DocNumber {
  start: number;
  end: number;
  canonical: string;
}

/** Units by kind; the longest that fits is taken. */
const UNITS: readonly (readonly [string, QuantityKind])[] = [
  ["个百分点", "percent"], ["个工作日", "duration"], ["万亿元", "money"], ["工作日", "duration"], ["个月", "duration"],
  ["万亿", "money"], ["亿元", "money"], ["万元", "money"], ["年底", "year"], ["月底", "date"],
  ["％", "percent"], ["%", "percent"], ["亿", "money"], ["元", "money"], ["年", "year"], ["月", "date"], ["日", "date"],
  ["天", "duration"], ["周", "duration"], ["个", "count"], ["家", "count"], ["项", "count"], ["类", "count"],
  ["条", "count"], ["名", "count"], ["人", "count"], ["次", "count"], ["大", "count"], ["倍", "count"], ["万", "count"],
];
const UNITS_BY_FIRST = new Map<string, [string, QuantityKind][]>();
for (const [name, kind] of UNITS) UNITS_BY_FIRST.set(name[0]!, [...(UNITS_BY_FIRST.get(name[0]!) ?? []), [name, kind]]);
/** A Chinese numeral is a figure only before one of these: 五大 and 三年, but not 一般 or 三清单. */
const UNITS_AFTER_CHINESE = new Set([
  "个百分点", "个工作日", "工作日", "个月", "万亿元", "万亿", "亿元", "亿", "万元", "元", "年", "年底", "月底", "月", "天", "周", "个", "家", "项", "类", "大", "次", "倍",
]);
const YEAR_IN_BRACKETS = /[〔［[(（【](?=\s?[\d０-９])/g;
const CLOSE = "〕］]）)】";

/** Every figure of the text with its kind. Linear in the text's length. */
export function findQuantities(text: string): Quantity[] {
  const found: Quantity[] = [];
  let at = nextNumeral(text, 0);
  while (at < text.length) {
    const quantity = scanQuantity(text, at);
    if (quantity) found.push(quantity);
    // 统一10% holds 10% after a 一 that counts nothing.
    at = nextNumeral(text, quantity ? quantity.end : endOfNumeral(text, at));
  }
  return found;
}

function nextNumeral(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isNumeralCode(text.charCodeAt(at))) at++;
  return at;
}

function scanQuantity(text: string, start: number): Quantity | null {
  const first = text[start]!;
  if (arabicDigit(first) >= 0) return scanArabic(text, start);
  if (isChineseNumeralChar(first) && text[start - 1] !== "第") return scanChinese(text, start);
  return null;
}

function scanArabic(text: string, start: number): Quantity {
  let at = start;
  let digits = "";
  while (at < text.length) {
    const ch = text[at]!;
    const digit = arabicDigit(ch);
    if (digit >= 0) digits += String(digit);
    else if (isPoint(ch) && arabicDigit(text[at + 1] ?? "") >= 0) digits += ".";
    else if (!isThousandsComma(text, at)) break;
    at++;
  }
  return withUnit(text, start, at, digits);
}

function isPoint(ch: string): boolean {
  return ch === "." || ch === "．";
}

/** 3,000 but not 2021，2022年: a comma parts thousands only before exactly three digits. */
function isThousandsComma(text: string, at: number): boolean {
  if (text[at] !== "," && text[at] !== "，") return false;
  const isDigit = (offset: number): boolean => arabicDigit(text[at + offset] ?? "") >= 0;
  return isDigit(1) && isDigit(2) && isDigit(3) && !isDigit(4);
}

function scanChinese(text: string, start: number): Quantity | null {
  const at = endOfNumeral(text, start);
  const value = numeralBetween(text, start, at);
  if (value === null || at - start > 8) return null;
  const quantity = withUnit(text, start, at, String(value));
  return quantity.kind !== "plain" && UNITS_AFTER_CHINESE.has(text.slice(at, quantity.end)) ? quantity : null;
}

function withUnit(text: string, start: number, numberEnd: number, digits: string): Quantity {
  const unit = UNITS_BY_FIRST.get(text[numberEnd] ?? "")?.find(([name]) => text.startsWith(name, numberEnd));
  if (!unit) return { start, end: numberEnd, kind: "plain", canonical: digits };
  const [name, kind] = unit;
  const spelled = name === "％" ? "%" : name;
  const isDuration = kind === "year" && digits.length < 4;
  return { start, end: numberEnd + name.length, kind: isDuration ? "duration" : kind, canonical: digits + spelled };
}

/** Every document number of the text. The agency's code is read backwards from the bracket. */
export function findDocNumbers(text: string): DocNumber[] {
  const found: DocNumber[] = [];
  for (const { index } of text.matchAll(YEAR_IN_BRACKETS)) {
    const docNumber = scanDocNumber(text, index);
    if (docNumber) found.push(docNumber);
  }
  return found;
}

const CODE_LIMIT = 6;

function scanDocNumber(text: string, open: number): DocNumber | null {
  const year = readDigits(text, open + 1);
  if (year.digits.length !== 4 || !CLOSE.includes(text[year.end] ?? " ")) return null;
  const serial = readDigits(text, year.end + 1);
  if (serial.digits.length === 0 || text[serial.end] !== "号") return null;
  let start = open;
  while (start > 0 && open - start < CODE_LIMIT && /[\u4e00-\u9fa5]/.test(text[start - 1]!)) start--;
  if (open - start < 2) return null;
  return { start, end: serial.end + 1, canonical: `${text.slice(open - 2, open)}${year.digits}-${Number(serial.digits)}` };
}

function readDigits(text: string, start: number): { digits: string; end: number } {
  let at = start;
  let digits = "";
  while (at < text.length && (arabicDigit(text[at]!) >= 0 || text[at] === " ")) {
    if (text[at] !== " ") digits += String(arabicDigit(text[at]!));
    at++;
  }
  return { digits, end: at };
}
