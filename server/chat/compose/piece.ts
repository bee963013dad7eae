import type { CitedSpan } from "../citations.js";

/** A stretch of an answer: words of the assistant, then an exact span and its mark. */
export interface Piece {
  before: string;
  span: CitedSpan;
}

/** What stands between spans of one provision where text was left out. */
const LEFT_OUT = "……";

/** A paragraph: its lead, then every span. */
export function paragraph(lead: string, spans: readonly CitedSpan[]): Piece[] {
  return spans.map((span, i) => ({ before: i === 0 ? `\n\n${lead}` : LEFT_OUT, span }));
}

/** The next line of a list. */
export function line(spans: readonly CitedSpan[]): Piece[] {
  return spans.map((span, i) => ({ before: i === 0 ? "\n" : LEFT_OUT, span }));
}

/** Quotes with their marks, numbered from 1; `tail` closes what the last piece left open (a table's row). */
export function writeOut(pieces: readonly Piece[], tail: string): string {
  const written = pieces.map(({ before, span: { document, start, end } }, i) => `${before}${document.text.slice(start, end)}[${i + 1}]`);
  return `${written.join("")}${tail}`.trimStart();
}
