import type { VNode } from "preact";

interface Span {
  start: number;
  end: number;
}

interface Props {
  /** A piece of a document's text, with its place in it. */
  quote: string;
  start: number;
  /** What is marked, in offsets of the document; spans may overlap. */
  spans: readonly Span[];
}

/** A quote in which pieces are marked: every character of it, once. */
export function Marked({ quote, start, spans }: Props): VNode {
  return <>{piecesOf(quote, start, spans).map(({ text, isMarked }, i) => (isMarked ? <mark key={i} class="marked">{text}</mark> : text))}</>;
}

/** The quote cut at the spans; joined, the pieces are the quote. */
export function piecesOf(quote: string, start: number, spans: readonly Span[]): { text: string; isMarked: boolean }[] {
  const cuts = [...new Set([0, quote.length, ...spans.flatMap((span) => [span.start - start, span.end - start])])].filter((cut) => cut >= 0 && cut <= quote.length).sort((a, b) => a - b);
  return cuts.slice(1).map((until, i) => {
    const from = cuts[i]!;
    return { text: quote.slice(from, until), isMarked: spans.some((span) => span.start - start <= from && span.end - start >= until) };
  });
}
