import { findDocNumbers, findQuantities, findReferences, isNumeralCode, parseNumeral, type Quantity, type Reference } from "../../../ingest/index.js";

interface Span {
  start: number;
  end: number;
}

const DIGIT = "[〇零一二两三四五六七八九十百千\\d０-９]";
const NUMERAL = `${DIGIT}+(?:[.．]\\d+)?`;
/** 百分之七十, 三分之一. */
const FRACTION = new RegExp(`(${NUMERAL})分之(${NUMERAL})`, "g");
/** 三成, 七成半; not 一成为, 二成果. */
const TENTHS = /([一二三四五六七八九])成(半?)(?![为立果本员熟长就分套品型])/g;
/** 第三方, 第１位: ordinals that are no provision. */
const ORDINAL = new RegExp(`第(${NUMERAL})`, "g");
/** 万亿级, with no numeral before; 千亿 and 百亿 are quantities. */
const MAGNITUDE = new RegExp(`(?<!${DIGIT})万亿`, "g");
const RANGE_WORD = /[至到—–\-－~～]{1,2}$/;
/** A range of provisions is told number by number up to this many. */
const LONGEST_RANGE = 50;

/**
 * Every figure of a text, each in one spelling: 每三年 and 3年, 百分之十 and 10%, 2021-2025年 (both years), 苏政发〔2018〕86号,
 * 第六条第（三）项 with each of its steps, 第三方, 万亿. What two texts spell alike they say alike.
 */
export function figuresOf(text: string): string[] {
  const references = findReferences(text);
  const docNumbers = findDocNumbers(text);
  const fractions = [...fractionsIn(text), ...tenthsIn(text)];
  const named: readonly Span[] = [...references, ...docNumbers, ...fractions];
  const outside = ({ start, end }: Span): boolean => !named.some((span) => start < span.end && end > span.start);
  return [
    ...references.flatMap(referenceFigures),
    ...docNumbers.map(({ canonical }) => canonical),
    ...fractions.map(({ figure }) => figure),
    ...quantitiesIn(text).filter(outside).map(({ figure }) => figure),
    ...ordinalsIn(text).filter(outside).map(({ figure }) => figure),
    ...[...text.matchAll(MAGNITUDE)].map(([found]) => found),
  ];
}

interface Figure extends Span {
  figure: string;
}

/** Quantities; the first number of a range takes the unit of the last (三至五年, 2021-2025年). */
function quantitiesIn(text: string): Figure[] {
  const firsts = findQuantities(text).flatMap((quantity) => firstOfRange(text, quantity));
  const others = findQuantities(text).filter(({ start }) => !firsts.some((first) => first.start === start));
  return [...firsts, ...others.map(({ start, end, canonical }) => ({ start, end, figure: canonical }))];
}

function firstOfRange(text: string, { start, canonical }: Quantity): Figure[] {
  const word = RANGE_WORD.exec(text.slice(Math.max(0, start - 2), start))?.[0];
  if (word === undefined) return [];
  const end = start - word.length;
  let from = end;
  while (from > 0 && (isNumeralCode(text.charCodeAt(from - 1)) || text[from - 1] === ".")) from--;
  const value = valueOf(text.slice(from, end));
  return value === null ? [] : [{ start: from, end, figure: value + canonical.replace(/^[\d.]+/, "") }];
}

function fractionsIn(text: string): Figure[] {
  return [...text.matchAll(FRACTION)].flatMap(({ index, 0: found, 1: below, 2: above }) => {
    const part = valueOf(above!);
    const whole = valueOf(below!);
    if (part === null || whole === null) return [];
    return [{ start: index, end: index + found.length, figure: whole === "100" ? `${part}%` : `${part}/${whole}` }];
  });
}

function tenthsIn(text: string): Figure[] {
  return [...text.matchAll(TENTHS)].map(({ index, 0: found, 1: tenths, 2: half }) => ({
    start: index,
    end: index + found.length,
    figure: `${10 * parseNumeral(tenths!)! + (half === "" ? 0 : 5)}%`,
  }));
}

function ordinalsIn(text: string): Figure[] {
  return [...text.matchAll(ORDINAL)].map(({ index, 0: found, 1: numeral }) => ({
    start: index,
    end: index + found.length,
    figure: `第${valueOf(numeral!) ?? numeral!}`,
  }));
}

/** A numeral's value in Arabic digits; null for what is none. */
function valueOf(numeral: string): string | null {
  if (/^\d+(\.\d+)?$/.test(numeral)) return numeral;
  const value = parseNumeral(numeral);
  return value === null ? null : String(value);
}

/** Each run of a reference's steps: 第六条第（三）项 speaks of article 6, of item 3, and of item 3 of article 6. */
function referenceFigures({ parts, last }: Reference): string[] {
  const final = parts[parts.length - 1]!;
  const count = Math.min(LONGEST_RANGE, Math.max(1, (last ?? final.ordinal) - final.ordinal + 1));
  const chains = Array.from({ length: count }, (_, i) => [...parts.slice(0, -1), { ...final, ordinal: final.ordinal + i }]);
  const runs = chains.flatMap((chain) => {
    const steps = chain.map(({ element, ordinal, insertion }) => `${element}${ordinal}${insertion === null ? "" : `_${insertion}`}`);
    return steps.flatMap((_, from) => steps.slice(from).map((__, i) => `§${steps.slice(from, from + i + 1).join("")}`));
  });
  return [...new Set(runs)];
}
