import { arabicDigit, isChineseNumeralChar, isNumeralCode, parseNumeral } from "../structure/numerals.js";
import { isSpace } from "../structure/markers.js";

/** One step of a reference, outermost first: 第六条第（三）项 -> article 6, item 3. */
export interface ReferencePart {
  element: "part" | "chp" | "sect" | "art" | "para" | "item" | "subitem" | "sec" | "subsec" | "point";
  ordinal: number;
  insertion: number | null;
}

/** A provision named in running text. `last` is set for ranges (第十条至第十二条) and is the last step's ordinal. */
export interface Reference {
  start: number;
  end: number;
  parts: ReferencePart[];
  last: number | null;
}

const UNIT_ELEMENT: Record<string, ReferencePart["element"]> = {
  编: "part", 章: "chp", 节: "sect", 条: "art", 款: "para", 段: "para", 项: "item", 目: "subitem",
};
const RANGE_WORDS = ["至", "到", "—", "-", "－", "~", "～"];

/** Every reference in the text, left to right, without overlap. Linear in the text's length. */
export function findReferences(text: string): Reference[] {
  const found: Reference[] = [];
  let at = nextOpening(text, 0);
  while (at < text.length) {
    const reference = scanReference(text, at);
    if (reference) found.push(reference);
    at = nextOpening(text, reference ? reference.end : skipNumeral(text, at));
  }
  return found;
}

const ORDINAL_SIGN = "第".charCodeAt(0);

/** Where a reference may begin next: 第 or a numeral. */
function nextOpening(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === ORDINAL_SIGN || isNumeralCode(code)) return at;
    at++;
  }
  return at;
}

/** A numeral that begins no reference is passed over whole, so that 十二（一） is not read from its 二. */
function skipNumeral(text: string, at: number): number {
  let end = at + 1;
  if (isChineseNumeralChar(text[at]!)) while (end < text.length && isChineseNumeralChar(text[end]!)) end++;
  return end;
}

/** Reads the reference that begins at `start`, or returns null. */
export function scanReference(text: string, start: number): Reference | null {
  const ch = text[start];
  if (ch === "第") return scanUnits(text, start);
  if (ch !== undefined && isChineseNumeralChar(ch)) return scanOutline(text, start);
  return null;
}

/** Chains of 第N条第N款第（N）项, also 第六条（三） and 第二部分（一）. */
function scanUnits(text: string, start: number): Reference | null {
  const parts: ReferencePart[] = [];
  let at = start;
  for (;;) {
    const step = scanUnit(text, at) ?? scanBracketStep(text, at, parts);
    if (!step) break;
    parts.push(step.part);
    at = step.end;
  }
  if (parts.length === 0) return null;
  return withRange(text, { start, end: at, parts, last: null });
}

interface Step {
  part: ReferencePart;
  end: number;
}

function scanUnit(text: string, start: number): Step | null {
  const at = skipSpaces(text, start);
  if (text[at] !== "第") return null;
  const numeral = scanBracket(text, at + 1) ?? scanNumeral(text, skipSpaces(text, at + 1));
  if (!numeral) return null;
  const unitAt = skipSpaces(text, numeral.end);
  if (text.startsWith("部分", unitAt)) return { part: plainPart("sec", numeral.value), end: unitAt + 2 };
  const element = UNIT_ELEMENT[text[unitAt] ?? ""];
  if (!element) return null;
  const insertion = scanInsertion(text, unitAt + 1);
  return {
    part: { element, ordinal: numeral.value, insertion: insertion?.value ?? null },
    end: insertion?.end ?? unitAt + 1,
  };
}

/** 第六条（三）: a bracketed number straight after an article or a part is its item. */
function scanBracketStep(text: string, start: number, before: ReferencePart[]): Step | null {
  const previous = before[before.length - 1];
  if (!previous || (previous.element !== "art" && previous.element !== "para" && previous.element !== "sec")) return null;
  const bracket = scanBracket(text, start);
  if (!bracket) return null;
  return { part: plainPart(previous.element === "sec" ? "subsec" : "item", bracket.value), end: bracket.end };
}

/** 二（一）3, 三（四）, 四、（三）: the outline style of opinions and plans. Needs at least one bracket. */
function scanOutline(text: string, start: number): Reference | null {
  const numeral = scanNumeral(text, start);
  if (!numeral) return null;
  let at = skipSpaces(text, numeral.end);
  if (text[at] === "、") at = skipSpaces(text, at + 1);
  const bracket = scanBracket(text, at);
  if (!bracket || numeral.value > 40 || !isChineseNumeralChar(text[bracket.numeralAt]!)) return null;
  const parts = [plainPart("sec", numeral.value), plainPart("subsec", bracket.value)];
  let end = bracket.end;
  const point = arabicDigit(text[end] ?? "") >= 0 ? scanNumeral(text, end) : null;
  if (point && point.value <= 99 && !"个家年月%％.．亿万".includes(text[point.end] ?? " ")) {
    parts.push(plainPart("point", point.value));
    end = point.end;
  }
  const paragraph = scanUnit(text, end);
  if (paragraph && paragraph.part.element === "para") {
    parts.push(paragraph.part);
    end = paragraph.end;
  }
  return { start, end, parts, last: null };
}

function withRange(text: string, reference: Reference): Reference {
  const final = reference.parts[reference.parts.length - 1]!;
  let at = skipSpaces(text, reference.end);
  const word = RANGE_WORDS.find((candidate) => text.startsWith(candidate, at));
  if (!word) return reference;
  at = skipSpaces(text, at + word.length);
  const step = scanUnit(text, at);
  if (!step || step.part.element !== final.element || step.part.ordinal <= final.ordinal) return reference;
  return { ...reference, end: step.end, last: step.part.ordinal };
}

function scanInsertion(text: string, at: number): { value: number; end: number } | null {
  return text[at] === "之" ? scanNumeral(text, at + 1) : null;
}

function scanBracket(text: string, start: number): { value: number; end: number; numeralAt: number } | null {
  let at = skipSpaces(text, start);
  if (text[at] !== "（" && text[at] !== "(") return null;
  const numeralAt = skipSpaces(text, at + 1);
  const numeral = scanNumeral(text, numeralAt);
  if (!numeral) return null;
  at = skipSpaces(text, numeral.end);
  if (text[at] !== "）" && text[at] !== ")") return null;
  return { value: numeral.value, end: at + 1, numeralAt };
}

function scanNumeral(text: string, start: number): { value: number; end: number } | null {
  const first = text[start];
  if (first === undefined) return null;
  const accept = arabicDigit(first) >= 0 ? (ch: string) => arabicDigit(ch) >= 0 : isChineseNumeralChar;
  let end = start;
  while (end < text.length && accept(text[end]!)) end++;
  if (end === start || end - start > 6) return null;
  const value = parseNumeral(text.slice(start, end));
  return value === null ? null : { value, end };
}

function skipSpaces(text: string, start: number): number {
  let at = start;
  while (isSpace(text[at])) at++;
  return at;
}

function plainPart(element: ReferencePart["element"], ordinal: number): ReferencePart {
  return { element, ordinal, insertion: null };
}
