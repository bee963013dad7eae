import { completeReference, findReferences, isComplete, parseNumeral, type Reference, type ReferencePart } from "../../ingest/index.js";
import type { NamedReference } from "./understanding.js";

const FORMAL = "壹贰叁肆伍陆柒捌玖拾";
const PLAIN = "一二三四五六七八九十";
const FORMAL_NUMERAL = new RegExp(`(?<=第)[${FORMAL}]{1,3}(?=[编章节条款段项])`, "g");

const NUMERAL = "[(（]?[〇零一二三四五六七八九十百两\\d]{1,5}[)）]?";
const AND = "(?:[、,，]|和|与|及|以及)";
const RANGE = "(?:至|到|-|—|~)";
/** What stands between an article and a step inside it: 第六条的第三项, 第六条里第三项. */
const INSIDE = /^(的|里面?的?|中的?|下面?的?|之)?$/;
const OUTER = `(第?${NUMERAL}条(?:的|里的?|中的?)?)?`;
/** 第三、五项, 第六条第一、三、七项, 第二和第五条; a list without 第 or an article before it counts something else (三、五年). */
const LIST = new RegExp(`${OUTER}(第?)(${NUMERAL}(?:${AND}第?${NUMERAL}){1,12})(条|款|项|段|章|节)`, "g");
/** 第六条（一）（三）, 第六条（一）、（三）. */
const BRACKETS = new RegExp(`(第?${NUMERAL}条(?:的|里的?|中的?)?)((?:第?[(（][一二三四五六七八九十\\d]{1,3}[)）]项?${AND}?){2,12})`, "g");
/** 第6到第8条: a range whose first number has no unit. */
const LOOSE_RANGE = new RegExp(`第(${NUMERAL})${RANGE}第(?=${NUMERAL}[条款项章节])`, "g");

/** 管理办法6条: straight after the name of a text, and not of what it holds (意见十条措施). */
const AFTER_NAME = new RegExp(`(?<=办法|意见|方案|规定|细则|条例)(${NUMERAL})条(?=$|[,，。;；?？!！、的里中是说讲写规怎什]|内容|原文)`, "g");
/** 上一条, 下一款: told from what was named last. */
const NEIGHBOUR = /([上前下后])(?:面的?)?一([章节条款项])/g;
const NEIGHBOUR_ELEMENT: Record<string, ReferencePart["element"]> = { 章: "chp", 节: "sect", 条: "art", 款: "para", 项: "item" };
/** 附件2, 附表一: what is attached, by its number. */
const ATTACHMENT = /附[件表录]\s?([一二三四五六七八九十\d]{1,3})(?![一二三四五六七八九十\d年月])/g;
/** 倒数第二条, 最后一条: counted from the end of a text. */
const FROM_END = new RegExp(`(?:倒数第(${NUMERAL})|(?:最后|最末|末尾)(?:的)?一)([章条])(?!线)`, "g");

/** A reference, and from which end of the text its number counts. */
type Counted = Reference & Pick<NamedReference, "fromEnd">;

/**
 * Every provision that a question names, in reading order: formal numerals (第陆条), lists with gaps (第三、五项), an inner step
 * parted from its article (第六条的第三项), ranges. An inner step alone takes the article named before it.
 * @param earlier the last complete reference of the conversation
 */
export function referencesIn(question: string, earlier: Reference | undefined): NamedReference[] {
  const text = question.replace(FORMAL_NUMERAL, (numeral) => [...numeral].map((ch) => PLAIN[FORMAL.indexOf(ch)]).join(""));
  const found: Counted[] = [];
  for (const read of [attachmentsIn, fromEndIn, listsIn, bracketsIn, looseRangesIn, afterNamesIn, findReferences, (asked: string) => neighboursIn(asked, earlier)]) {
    const earlierRead = [...found];
    found.push(...read(text).filter(({ start, end }) => !earlierRead.some((taken) => start < taken.end && end > taken.start)));
  }
  found.sort((a, b) => a.start - b.start);
  return completed(merged(found, text), earlier).map((reference) => ({ ...reference, said: question.slice(reference.start, reference.end) }));
}

function listsIn(text: string): Reference[] {
  return [...text.matchAll(LIST)].flatMap(({ index, 0: said, 1: outer = "", 2: sign, 3: numerals, 4: unit }) => {
    if (outer === "" && sign === "") return [];
    const article = outer.replace(/[的里中]+$/, "");
    return ordinalsIn(numerals!).flatMap((numeral) => referenceOf(`${article}第${numeral}${unit!}`, index, index + said.length));
  });
}

function bracketsIn(text: string): Reference[] {
  return [...text.matchAll(BRACKETS)].flatMap(({ index, 0: said, 1: outer, 2: steps }) => {
    const article = outer!.replace(/[的里中]+$/, "");
    return ordinalsIn(steps!).flatMap((numeral) => referenceOf(`${article}第${numeral}项`, index, index + said.length));
  });
}

function looseRangesIn(text: string): Reference[] {
  return [...text.matchAll(LOOSE_RANGE)].flatMap(({ index, 0: said }) => {
    const [range] = findReferences(`${said.slice(0, -1)}${text.slice(index + said.length)}`);
    return range?.start === 0 ? [{ ...range, start: index, end: index + range.end + 1 }] : [];
  });
}

/** With what is named inside: 附件2第三条. */
function attachmentsIn(text: string): Reference[] {
  return [...text.matchAll(ATTACHMENT)].map(({ index, 0: said, 1: numeral }) => {
    const end = index + said.length;
    const [next] = findReferences(text.slice(end));
    const inner = next && INSIDE.test(text.slice(end, end + next.start)) ? next : null;
    const part: ReferencePart = { element: "att", ordinal: parseNumeral(numeral!) ?? 0, insertion: null };
    return { start: index, end: end + (inner?.end ?? 0), parts: [part, ...(inner?.parts ?? [])], last: inner?.last ?? null };
  });
}

function fromEndIn(text: string): Counted[] {
  return [...text.matchAll(FROM_END)].flatMap(({ index, 0: said, 1: numeral = "一", 2: unit }) =>
    referenceOf(`第${numeral}${unit!}`, index, index + said.length).map((reference) => ({ ...reference, fromEnd: true as const })),
  );
}

function afterNamesIn(text: string): Reference[] {
  return [...text.matchAll(AFTER_NAME)].flatMap(({ index, 0: said }) => referenceOf(`第${said}`, index, index + said.length));
}

/** @param earlier what was named last; without it there is no neighbour */
function neighboursIn(text: string, earlier: Reference | undefined): Reference[] {
  return [...text.matchAll(NEIGHBOUR)].flatMap(({ index, 0: said, 1: side, 2: unit }) => {
    const depth = earlier?.parts.findIndex(({ element }) => element === NEIGHBOUR_ELEMENT[unit!]) ?? -1;
    if (!earlier || depth < 0) return [];
    const part = earlier.parts[depth]!;
    const isBefore = "上前".includes(side!);
    const ordinal = isBefore ? part.ordinal - 1 : (depth === earlier.parts.length - 1 ? (earlier.last ?? part.ordinal) : part.ordinal) + 1;
    return ordinal < 1 ? [] : [{ start: index, end: index + said.length, parts: [...earlier.parts.slice(0, depth), { ...part, ordinal, insertion: null }], last: null }];
  });
}

function ordinalsIn(numerals: string): string[] {
  return numerals.match(/[〇零一二三四五六七八九十百两\d]+/g) ?? [];
}

/** The reference that a written-out step makes, at the place of the list it was read from. */
function referenceOf(written: string, start: number, end: number): Reference[] {
  const [reference] = findReferences(written);
  return reference && reference.end === written.length ? [{ ...reference, start, end }] : [];
}

/** 第六条的第三项 is one reference: the inner step takes the article straight before it, which is then not meant whole. */
function merged(references: readonly Counted[], text: string): Counted[] {
  const merged: Counted[] = [];
  for (const reference of references) {
    const before = merged[merged.length - 1];
    const isInner = before && !isComplete(reference) && isComplete(before) && !before.fromEnd && before.end <= reference.start;
    if (isInner && INSIDE.test(text.slice(before.end, reference.start))) {
      merged[merged.length - 1] = { ...completeReference(reference, before), start: before.start };
    } else merged.push(reference);
  }
  return merged;
}

/** 第六条第一项和第三项: what is not complete takes the outer steps of the last that is. */
function completed(references: readonly Counted[], earlier: Reference | undefined): Counted[] {
  let last = earlier;
  return references.map((reference) => {
    const whole = isComplete(reference) || !last ? reference : completeReference(reference, last);
    if (isComplete(whole) && !reference.fromEnd) last = whole;
    return whole;
  });
}
