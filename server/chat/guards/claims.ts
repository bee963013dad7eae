import type { Citation } from "../../schemas/objects.js";

/** A stretch of an answer and the citations marked at its end. */
export interface Claim {
  /** The text from the marks before to its own marks. */
  text: string;
  /** The numbers of its marks, in order. */
  marks: number[];
  /** What stands before the quote, where the stretch ends with the quote of its only citation; else null. */
  lead: string | null;
}

export interface Claims {
  claims: Claim[];
  /** What stands after the last mark. */
  rest: string;
}

/** Up to three digits: a year in square brackets (国发[2018]3号) is no mark. */
const MARK = /\[(\d{1,3})\]/g;

/** Cuts an answer at its marks. A bracketed number inside a quote belongs to the quote. */
export function claimsOf(answer: string, citations: readonly Citation[]): Claims {
  const quotes = citations.flatMap(({ n, quote }) => {
    const start = quote === "" ? -1 : answer.indexOf(`${quote}[${n}]`);
    return start < 0 ? [] : [{ start, end: start + quote.length }];
  });
  const quoteOf = new Map(citations.map(({ n, quote }) => [n, quote]));
  const claims: Claim[] = [];
  let at = 0;
  for (const { index, 0: mark, 1: digits } of answer.matchAll(MARK)) {
    if (quotes.some(({ start, end }) => index >= start && index < end)) continue;
    const n = Number(digits);
    const last = claims[claims.length - 1];
    if (last && index === at) last.marks.push(n);
    else claims.push({ text: answer.slice(at, index), marks: [n], lead: null });
    at = index + mark.length;
  }
  for (const claim of claims) claim.lead = leadOf(claim, quoteOf);
  return { claims, rest: answer.slice(at) };
}

function leadOf({ text, marks }: Claim, quoteOf: ReadonlyMap<number, string>): string | null {
  const quote = marks.length === 1 ? quoteOf.get(marks[0]!) : undefined;
  return quote && text.endsWith(quote) ? text.slice(0, text.length - quote.length) : null;
}
