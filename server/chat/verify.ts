import { findDocNumbers, findQuantities } from "../../ingest/index.js";
import type { Citation } from "../schemas/objects.js";

/** Guards: separate checks on an answer before anything of it leaves. Each names what it found. */
export interface GuardFinding {
  guard: "span" | "number" | "mark";
  detail: string;
}

/** The text of a document by its id, as the snapshot holds it. */
export type TextOf = (documentId: string) => string | undefined;

/** Span guard: the quote is the slice of the text at its address, to the character. */
export function checkSpans(citations: readonly Citation[], textOf: TextOf): GuardFinding[] {
  return citations
    .filter(({ documentId, start, end, quote }) => quote === "" || textOf(documentId)?.slice(start, end) !== quote)
    .map(({ provisionId }) => ({ guard: "span", detail: `${provisionId} 的引文与原文不一致` }));
}

/** Number guard: every figure, date, share and document number of the answer stands in a cited span, or in the title or heading above it. */
export function checkNumbers(answer: string, citations: readonly Citation[]): GuardFinding[] {
  const known = new Set<string>();
  for (const { quote, documentTitle, docNumber, label, heading } of citations) {
    for (const figure of figuresOf([quote, documentTitle, docNumber ?? "", label, heading ?? ""].join("\n"))) known.add(figure);
  }
  const said = figuresOf(answer.replace(/\[\d{1,3}\]/g, " "));
  return said.filter((figure) => !known.has(figure)).map((figure) => ({ guard: "number", detail: `“${figure}”不在引文中` }));
}

/** Mark guard: every [n] has its citation, and every citation its mark. */
export function checkMarks(answer: string, citations: readonly Citation[]): GuardFinding[] {
  const marks = new Set([...answer.matchAll(/\[(\d{1,3})\]/g)].map((match) => Number(match[1])));
  const numbers = new Set(citations.map((citation) => citation.n));
  const loose = [...marks].filter((mark) => !numbers.has(mark));
  const unused = [...numbers].filter((n) => !marks.has(n));
  return [...loose, ...unused].map((n) => ({ guard: "mark", detail: `[${n}] 没有对应` }));
}

function figuresOf(text: string): string[] {
  return [
    ...findQuantities(text).map((quantity) => quantity.canonical),
    ...findDocNumbers(text).map((docNumber) => docNumber.canonical),
  ];
}
