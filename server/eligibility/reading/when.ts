import { isoDay, parseNumeral } from "../../../ingest/index.js";
import { lastDay } from "../facts.js";
import type { Period } from "../incidents.js";

/** First and last day on which something that is told may have been; `from` is null where only the end is known. */
export type Span = { from: string | null; to: string };

const NUMERAL = "(?:\\d+|[一二两三四五六七八九十]+)";
const AGO = new RegExp(`(快|不到|将近|近|整整?|差不多)?(${NUMERAL})(个)?(多)?(年|月)(半|多)?(?:以|之)?前`);
const HALF_YEAR_AGO = /半年(多)?(以|之)?前/;
const LONG_AGO = /(十几|几十|二十多|三十多|十多)年(以|之)?前/;
const YEAR = /(?<!\d)((?:19|20)\d\d|[〇零一二三四五六七八九]{4}|\d\d(?=年))年?(?:(\d{1,2}|[一二三四五六七八九十]{1,2})月)?(?:(\d{1,2})[日号])?/;
const YEAR_WORDS: readonly [RegExp, number][] = [
  [/大大前年/, 4],
  [/大前年/, 3],
  [/前年/, 2],
  [/去年|上年度|上一年/, 1],
  [/今年|本年/, 0],
];
const MONTH = /(?<!个)(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!前)/;
/** Parts of a year, by their months. */
const SEASONS: readonly [RegExp, number, number][] = [
  [/年初|开年|开春|正月|春节|过年/, 1, 3],
  [/春/, 3, 5],
  [/夏|汛期/, 6, 8],
  [/秋/, 9, 11],
  [/年底|年末|冬|腊月|岁末/, 10, 12],
  [/上半年/, 1, 6],
  [/下半年/, 7, 12],
  [/年中/, 5, 8],
];
const LAST_MONTH = /上个?月|前不久|上周|上个?星期|前几天|昨天|前天|最近(?!三年|两年)|刚刚|这个月|本月/;

/** When a clause says that something was, counted back from `asOf`; null where it says nothing of it. */
export function whenIn(text: string, asOf: string): Span | null {
  return agoIn(text, asOf) ?? wordIn(text, asOf) ?? yearIn(text) ?? (LAST_MONTH.test(text) ? { from: shifted(asOf, -2), to: asOf } : null);
}

function agoIn(text: string, asOf: string): Span | null {
  if (LONG_AGO.test(text)) return { from: null, to: shifted(asOf, -120) };
  const half = HALF_YEAR_AGO.exec(text);
  if (half && !/[一二两三四五六七八九十\d]年?半年/.test(text)) return { from: shifted(asOf, -12), to: shifted(asOf, -4) };
  const found = AGO.exec(text);
  if (!found) return null;
  const [, nearly, numeral, , over, unit, more] = found;
  const value = Number(numeral) || parseNumeral(numeral!) || 0;
  const [months, slack] = unit === "年" ? [value * 12, 6] : [value, 1];
  const [before, after, days = 0] = aroundOf(slack, { nearly, more: over ?? more });
  return { from: shifted(asOf, -months - before), to: shifted(asOf, -months + after, days) };
}

/** Months before and after the named time in which it may have been: 两年多前 is earlier, 不到两年前 later, 两年前 about then. */
function aroundOf(slack: number, { nearly, more }: { nearly?: string; more?: string }): [number, number, number?] {
  if (nearly === "快" || nearly === "不到" || nearly === "将近") return [0, 2 * slack];
  if (more === "半") return [9, -3];
  return more === "多" ? [2 * slack, 0, -1] : [slack, slack];
}

function wordIn(text: string, asOf: string): Span | null {
  const found = YEAR_WORDS.find(([word]) => word.test(text));
  if (!found) return null;
  const year = Number(asOf.slice(0, 4)) - found[1];
  const inYear = monthsIn(text.slice(text.search(found[0])));
  const span = daysOf(year, inYear);
  // 去年腊月 of the old calendar ends in the new year.
  return /腊月/.test(text) ? { from: span.from, to: daysOf(year + 1, [1, 2]).to } : span;
}

function yearIn(text: string): Span | null {
  const [, said, month, day] = YEAR.exec(text) ?? [];
  if (said === undefined) return null;
  const digits = said.replace(/[〇零一二三四五六七八九]/g, (ch) => String("零一二三四五六七八九".indexOf(ch === "〇" ? "零" : ch)));
  const year = Number(digits.length === 2 ? `20${digits}` : digits);
  const number = month === undefined ? null : Number(month) || parseNumeral(month);
  if (number && day !== undefined) return { from: isoDay(year, number, Number(day)), to: isoDay(year, number, Number(day)) };
  return daysOf(year, number ? [number, number] : monthsIn(text.slice(text.indexOf(said))));
}

function monthsIn(text: string): [number, number] {
  const month = MONTH.exec(text)?.[1];
  const number = month === undefined ? null : Number(month) || parseNumeral(month);
  if (number && number <= 12) return [number, number];
  const season = SEASONS.find(([word]) => word.test(text));
  return season ? [season[1], season[2]] : [1, 12];
}

function daysOf(year: number, [first, last]: readonly [number, number]): Period {
  return { from: isoDay(year, first, 1), to: isoDay(year, last, lastDay(year, last)) };
}

/** The day so many months away, the last of its month where that is shorter. */
function shifted(day: string, months: number, days = 0): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const count = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  const at = new Date(Date.UTC(y, m - 1, Math.min(date, lastDay(y, m)) + days));
  return at.toISOString().slice(0, 10);
}
