import { completeReference, findReferences, isComplete, type Reference } from "../../ingest/index.js";
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

/**
 * Every provision that a question names, in reading order: formal numerals (第陆条), lists with gaps (第三、五项), an inner step
 * parted from its article (第六条的第三项), ranges. An inner step alone takes the article named before it.
 * @param earlier the last complete reference of the conversation
 */
export function referencesIn(question: string, earlier: Reference | undefined): NamedReference[] {
  const text = question.replace(FORMAL_NUMERAL, (numeral) => [...numeral].map((ch) => PLAIN[FORMAL.indexOf(ch)]).join(""));
  const found: Reference[] = [];
  for (const read of [listsIn, bracketsIn, looseRangesIn, findReferences]) {
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

function ordinalsIn(numerals: string): string[] {
  return numerals.match(/[〇零一二三四五六七八九十百两\d]+/g) ?? [];
}

/** The reference that a written-out step makes, at the place of the list it was read from. */
function referenceOf(written: string, start: number, end: number): Reference[] {
  const [reference] = findReferences(written);
  return reference && reference.end === written.length ? [{ ...reference, start, end }] : [];
}

/** 第六条的第三项 is one reference: the inner step takes the article straight before it, which is then not meant whole. */
function merged(references: readonly Reference[], text: string): Reference[] {
  const merged: Reference[] = [];
  for (const reference of references) {
    const before = merged[merged.length - 1];
    const isInner = before && !isComplete(reference) && isComplete(before) && before.end <= reference.start;
    if (isInner && INSIDE.test(text.slice(before.end, reference.start))) {
      merged[merged.length - 1] = { ...completeReference(reference, before), start: before.start };
    } else merged.push(reference);
  }
  return merged;
}

/** 第六条第一项和第三项: what is not complete takes the outer steps of the last that is. */
function completed(references: readonly Reference[], earlier: Reference | undefined): Reference[] {
  let last = earlier;
  return references.map((reference) => {
    const whole = isComplete(reference) || !last ? reference : completeReference(reference, last);
    if (isComplete(whole)) last = whole;
    return whole;
  });
}
