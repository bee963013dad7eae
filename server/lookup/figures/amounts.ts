import { findQuantities, parseNumeral, type Quantity } from "../../../ingest/index.js";

/** An amount in running text, with the words that bound it: 超万亿元, 3－5家, 70%以上. */
export interface Amount {
  start: number;
  end: number;
  /** `share` and `money` tell of a size, `count` of a number of things. */
  kind: "money" | "share" | "count";
  /** As charts are kept apart: 万亿元 and 亿元 are two. */
  unit: string;
  /** The upper end of a range; null for an order of magnitude (万亿级). */
  value: number | null;
}

const KINDS: Partial<Record<Quantity["kind"], Amount["kind"]>> = { money: "money", percent: "share", count: "count" };
/** Counted by these, a number tells of order or of parts, not of how many there shall be. */
const NO_TARGETS = new Set(["大", "条", "次", "类", "项"]);
const SAME_UNIT: Record<string, string> = { 万亿: "万亿元", 亿: "亿元", "％": "%" };
/** 超万亿元: a unit that stands for one of itself. */
const BARE = /(?<![\d〇零一二两三四五六七八九十百千几数.．])万亿(?:元|级)?/g;
/** 百分之七十. */
const WRITTEN_SHARE = /百分之([〇零一二三四五六七八九十百]+|\d+)/g;
const MAGNITUDE = "级";
const BOUND_BEFORE = /(超过|超出|超|突破|不低于|不少于|近|约)$/;
const RANGE_BEFORE = /[\d０-９]+(?:\.\d+)?[-－—–~～至到]{1,2}$/;
const BOUND_AFTER = /^(以上|以下|以内|左右)/;

/** Every amount of the text, in order. */
export function amountsIn(text: string): Amount[] {
  const counted = findQuantities(text).flatMap((quantity) => amountOf(text, quantity));
  return [...counted, ...bareIn(text), ...sharesIn(text)].map((amount) => bounded(text, amount)).sort((a, b) => a.start - b.start);
}

function bareIn(text: string): Amount[] {
  return [...text.matchAll(BARE)].map(({ index, 0: words }) => ({ start: index, end: index + words.length, kind: "money", ...(words.endsWith(MAGNITUDE) ? ORDER : { unit: "万亿元", value: 1 }) }));
}

function sharesIn(text: string): Amount[] {
  return [...text.matchAll(WRITTEN_SHARE)].map(({ index, 0: words, 1: numeral }) => ({ start: index, end: index + words.length, kind: "share", unit: "%", value: parseNumeral(numeral!) }));
}

/** 万亿级, 千亿级: an order of magnitude has no length in a chart. */
const ORDER = { unit: MAGNITUDE, value: null };

function amountOf(text: string, { start, end, kind, canonical }: Quantity): Amount[] {
  const amountKind = KINDS[kind];
  const digits = /^[\d.]+/.exec(canonical)?.[0];
  if (!amountKind || digits === undefined) return [];
  const unit = canonical.slice(digits.length);
  if (NO_TARGETS.has(unit)) return [];
  if (text.startsWith(MAGNITUDE, end)) return [{ start, end: end + MAGNITUDE.length, kind: amountKind, ...ORDER }];
  return [{ start, end, kind: amountKind, unit: SAME_UNIT[unit] ?? unit, value: Number(digits) }];
}

/** With the words around it that say whether more or less will do: without them it would say something else. */
function bounded(text: string, amount: Amount): Amount {
  const range = RANGE_BEFORE.exec(text.slice(0, amount.start))?.[0] ?? "";
  const start = amount.start - range.length;
  const before = BOUND_BEFORE.exec(text.slice(0, start))?.[0] ?? "";
  const after = BOUND_AFTER.exec(text.slice(amount.end))?.[0] ?? "";
  return { ...amount, start: start - before.length, end: amount.end + after.length };
}
