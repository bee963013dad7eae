/** A stretch of a text, UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/** Characters of a text that are shown at first. */
const SHOWN = 220;
/** A text that is little longer is shown whole: cutting it would save no line. */
const SPARE = 60;
const CLAUSE_END = /[。；：，、\n]/;

/** The part of a long text that holds the most of what matched, from the beginning of a clause; the whole of a short one. */
export function excerpt(text: string, spans: readonly Span[]): Span {
  if (text.length <= SHOWN + SPARE) return { start: 0, end: text.length };
  const starts = [0, ...spans.map(({ start }) => clauseStart(text, start))];
  const held = starts.map((from) => spans.filter(({ start, end }) => start >= from && end <= from + SHOWN).reduce((sum, { start, end }) => sum + end - start, 0));
  const start = starts[held.indexOf(Math.max(...held))]!;
  const from = Math.min(start, clauseStart(text, Math.max(0, text.length - SHOWN)));
  return { start: from, end: Math.min(text.length, from + SHOWN) };
}

function clauseStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !CLAUSE_END.test(text[start - 1]!)) start--;
  return start;
}
