import type { ReferencePart } from "../model.js";
import { arabicDigit, endOfNumeral, isChineseNumeralChar, isNumeralCode, numeralBetween } from "../structure/numerals.js";
import { isSpace } from "../structure/markers.js";

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
    const reference = mayBeReference(text, at) ? scanReference(text, at) : null;
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

/** What can follow a numeral without 第 that begins a reference: 六条, 六至八条, 四、（三）, 四（三）. */
const AFTER_BARE_NUMERAL = new Set([..."条、（(至到—-－~～"].map((ch) => ch.charCodeAt(0)));

/** Tells most numerals apart from references at a glance: 三年, 一般, 5%. */
function mayBeReference(text: string, at: number): boolean {
  return text.charCodeAt(at) === ORDINAL_SIGN || AFTER_BARE_NUMERAL.has(text.charCodeAt(skipSpaces(text, endOfNumeral(text, at))));
}

/** A numeral that begins no reference is passed over whole, so that 十二（一） is not read from its 二. */
function skipNumeral(text: string, at: number): number {
  let end = at + 1;
  if (text[at] !== "第") while (end < text.length && isNumeralCode(text.charCodeAt(end))) end++;
  return end;
}

/** How deep a step stands: a chain only goes inward, so that 第十条第11条 is two references. */
const DEPTH: Record<ReferencePart["element"], number> = {
  att: -1, part: 0, chp: 1, sect: 2, art: 3, sec: 3, subsec: 4, para: 5, item: 6, point: 6, subitem: 7,
};

/** True for a reference that says which article or part it means; 第三项 alone does not. */
export function isComplete({ parts }: Reference): boolean {
  return DEPTH[parts[0]!.element] <= DEPTH.art;
}

/** 第三项 after a question on 第六条: the outer steps of the earlier reference, then the later one's own. */
export function completeReference(reference: Reference, earlier: Reference): Reference {
  const depth = DEPTH[reference.parts[0]!.element];
  return { ...reference, parts: [...earlier.parts.filter((part) => DEPTH[part.element] < depth), ...reference.parts] };
}

/** Reads the reference that begins at `start`, or returns null. */
export function scanReference(text: string, start: number): Reference | null {
  const ch = text[start];
  if (ch === "第") return scanUnits(text, start);
  if (ch === undefined) return null;
  return (isChineseNumeralChar(ch) ? scanOutline(text, start) : null) ?? scanBareUnits(text, start);
}

/** Chains of 第N条第N款第（N）项, also 第六条（三） and 第二部分（一）. */
function scanUnits(text: string, start: number): Reference | null {
  const parts: ReferencePart[] = [];
  let at = start;
  let last: number | null = null;
  while (last === null) {
    const step: Step | null = scanUnit(text, at, parts.length > 0) ?? scanBracketStep(text, at, parts) ?? scanShortStep(text, at, parts);
    if (!step || (parts.length > 0 && DEPTH[step.part.element] <= DEPTH[parts[parts.length - 1]!.element])) break;
    parts.push(step.part);
    at = step.end;
    last = step.last;
  }
  if (parts.length === 0) return null;
  return withRange(text, { start, end: at, parts, last });
}

/** 6条3项, 六条（三）: without 第 only where an article and a step inside it stand together. */
function scanBareUnits(text: string, start: number): Reference | null {
  const article = scanCounted(text, start, false);
  if (article?.part.element !== "art" || article.last !== null) return null;
  const inner = scanBracketStep(text, article.end, [article.part]) ?? scanCounted(text, article.end, true);
  if (!inner || DEPTH[inner.part.element] <= DEPTH.art) return null;
  return { start, end: inner.end, parts: [article.part, inner.part], last: inner.last };
}

interface Step {
  part: ReferencePart;
  end: number;
  /** Set where the step itself names several (第十至十二条, 第三、四项). */
  last: number | null;
}

function scanUnit(text: string, start: number, inner: boolean): Step | null {
  const at = skipSpaces(text, start);
  return text[at] === "第" ? scanCounted(text, at + 1, inner) : null;
}

/** A numeral, or a range or list of them, and its unit. */
function scanCounted(text: string, start: number, inner: boolean): Step | null {
  const first = scanOrdinal(text, start);
  if (!first) return null;
  const { end, last } = scanFurther(text, first);
  const unitAt = skipSpaces(text, end);
  if (text.startsWith("部分", unitAt)) return { part: plainPart("sec", first.value), end: unitAt + 2, last };
  const unit = text[unitAt] ?? "";
  const element = unit === "点" && inner ? "point" : UNIT_ELEMENT[unit];
  if (!element) return null;
  const insertion = last === null ? scanInsertion(text, unitAt + 1) : null;
  return {
    part: { element, ordinal: first.value, insertion: insertion?.value ?? null },
    end: insertion?.end ?? unitAt + 1,
    last,
  };
}

function scanOrdinal(text: string, start: number): { value: number; end: number } | null {
  return scanBracket(text, start) ?? scanNumeral(text, skipSpaces(text, start));
}

/** What follows a numeral before its unit: 至十二, 、四, 至（五）. A list counts only where it runs on without a gap. */
function scanFurther(text: string, first: { value: number; end: number }): { end: number; last: number | null } {
  let { end } = first;
  let last: number | null = null;
  // Bounded, so that a long enumeration is not read again from each of its numbers.
  for (let count = 0; count < LONGEST_LIST; count++) {
    const at = skipSpaces(text, end);
    const word = RANGE_WORDS.find((candidate) => text.startsWith(candidate, at)) ?? (text[at] === "、" ? "、" : null);
    const next = word === null ? null : scanOrdinal(text, at + word.length);
    const previous = last ?? first.value;
    if (!next || next.value <= previous || (word === "、" && next.value !== previous + 1)) return { end, last };
    end = next.end;
    last = next.value;
  }
  return { end, last };
}

const LONGEST_LIST = 20;

/** 第六条（三）: a bracketed number straight after an article or a part is its item. */
function scanBracketStep(text: string, start: number, before: ReferencePart[]): Step | null {
  const previous = before[before.length - 1];
  if (!previous || (previous.element !== "art" && previous.element !== "para" && previous.element !== "sec")) return null;
  const bracket = scanBracket(text, start);
  if (!bracket) return null;
  return { part: plainPart(previous.element === "sec" ? "subsec" : "item", bracket.value), end: bracket.end, last: null };
}

/** 第4条2款, 第六条3项: an arabic number straight after an article needs no 第; 第十条三项措施 counts. */
function scanShortStep(text: string, start: number, before: ReferencePart[]): Step | null {
  if (before[before.length - 1]?.element !== "art" || arabicDigit(text[start] ?? "") < 0) return null;
  const step = scanCounted(text, start, true);
  return step && (step.part.element === "para" || step.part.element === "item") ? step : null;
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
  // 二（一）第2段, 二（一）第3项
  const inner = scanUnit(text, end, true);
  if (!inner || DEPTH[inner.part.element] <= DEPTH.subsec) return { start, end, parts, last: null };
  return { start, end: inner.end, parts: [...parts, inner.part], last: inner.last };
}

function withRange(text: string, reference: Reference): Reference {
  if (reference.last !== null) return reference;
  const final = reference.parts[reference.parts.length - 1]!;
  let at = skipSpaces(text, reference.end);
  const word = RANGE_WORDS.find((candidate) => text.startsWith(candidate, at));
  if (!word) return reference;
  at = skipSpaces(text, at + word.length);
  // 第十条至第十二条, and 第十条至十二条.
  const step = scanUnit(text, at, true) ?? scanCounted(text, at, true);
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

/** 九千九百九十九; what is longer is no number of a provision. */
const LONGEST_NUMERAL = 8;

function scanNumeral(text: string, start: number): { value: number; end: number } | null {
  const end = endOfNumeral(text, start);
  if (end === start || end - start > LONGEST_NUMERAL) return null;
  const value = numeralBetween(text, start, end);
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
