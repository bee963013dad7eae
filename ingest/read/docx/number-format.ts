import { toChinese } from "../../structure/numerals.js";

const HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸";
const EARTHLY_BRANCHES = "子丑寅卯辰巳午未申酉戌亥";
const DIGITS = "〇一二三四五六七八九";
/** 一二三…… and 十百千 as they are written on cheques. */
const LEGAL: Readonly<Record<string, string>> = { 零: "零", 一: "壹", 二: "贰", 三: "叁", 四: "肆", 五: "伍", 六: "陆", 七: "柒", 八: "捌", 九: "玖", 十: "拾", 百: "佰", 千: "仟" };

const ROMAN = [[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]] as const;

/** Numbering formats of WordprocessingML (ST_NumberFormat) that Chinese documents use; any other is written as a decimal. */
const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  none: () => "",
  bullet: () => "",
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  taiwaneseCounting: chinese,
  taiwaneseCountingThousand: chinese,
  japaneseCounting: chinese,
  koreanCounting: chinese,
  ideographDigital: digits,
  taiwaneseDigital: digits,
  japaneseDigitalTenThousand: digits,
  chineseLegalSimplified: (value) => chinese(value).replace(/./g, (ch) => LEGAL[ch] ?? ch),
  ideographLegalTraditional: (value) => chinese(value).replace(/./g, (ch) => LEGAL[ch] ?? ch),
  ideographTraditional: (value) => HEAVENLY_STEMS[value - 1] ?? String(value),
  ideographZodiac: (value) => EARTHLY_BRANCHES[value - 1] ?? String(value),
  decimalZero: (value) => String(value).padStart(2, "0"),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: (value) => enclosed(value, 0x2460),
  decimalEnclosedCircleChinese: (value) => enclosed(value, 0x2460),
  decimalEnclosedParen: (value) => enclosed(value, 0x2474),
  decimalEnclosedFullstop: (value) => enclosed(value, 0x2488),
  ideographEnclosedCircle: (value) => (value >= 1 && value <= 10 ? String.fromCharCode(0x3280 + value - 1) : String(value)),
  lowerLetter: letter,
  upperLetter: (value) => letter(value).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (value) => roman(value).toUpperCase(),
};

/** A number of a list in its format: (104, "chineseCounting") → 一百零四. */
export function formatNumber(value: number, format: string): string {
  return (FORMATS[format] ?? String)(value);
}

function chinese(value: number): string {
  return value >= 1 && value <= 9999 ? toChinese(value) : String(value);
}

function digits(value: number): string {
  return String(value).replace(/\d/g, (digit) => DIGITS[Number(digit)]!);
}

function fullWidth(value: number): string {
  return String(value).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
}

/** ① to ⑳ and their like stand one after another from `first`. */
function enclosed(value: number, first: number): string {
  return value >= 1 && value <= 20 ? String.fromCharCode(first + value - 1) : String(value);
}

/** a … z, aa, bb … as Word counts. */
function letter(value: number): string {
  return value < 1 ? String(value) : String.fromCharCode(0x61 + ((value - 1) % 26)).repeat(Math.min(10, Math.ceil(value / 26)));
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let rest = value;
  return ROMAN.map(([worth, sign]) => {
    const times = Math.floor(rest / worth);
    rest -= times * worth;
    return sign.repeat(times);
  }).join("");
}
