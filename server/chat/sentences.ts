/** A sentence's span inside a document's text. */
export interface SentenceSpan {
  start: number;
  end: number;
}

const ENDS = "。！？；\n";
const CLOSERS = "”’）)》」』";

/** Splits `start..end` of the text into sentences; semicolons end one too, as clauses of rules do. */
export function sentencesOf(text: string, start: number, end: number): SentenceSpan[] {
  const spans: SentenceSpan[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (!ENDS.includes(text[at]!)) continue;
    let to = at + 1;
    while (to < end && CLOSERS.includes(text[to]!)) to++;
    spans.push({ start: from, end: to });
    from = to;
    at = to - 1;
  }
  if (from < end) spans.push({ start: from, end });
  return spans.map((span) => trimSpan(text, span)).filter((span) => span.end > span.start);
}

function trimSpan(text: string, { start, end }: SentenceSpan): SentenceSpan {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { start: from, end: to };
}
