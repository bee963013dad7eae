import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { excerpt, type Span } from "./excerpt.js";

/** A provision's text with what matched marked; a long one in its most telling part, whole on demand. */
export function HitText({ text, spans }: { text: string; spans: readonly Span[] }): VNode {
  const [whole, setWhole] = useState(false);
  const { start, end } = whole ? { start: 0, end: text.length } : excerpt(text, spans);
  const isCut = start > 0 || end < text.length;
  return (
    <p class="hit__text">
      {start > 0 && "…"}
      {pieces(text, spans, start, end).map(({ said, isMatch }, i) => (isMatch ? <mark key={i}>{said}</mark> : said))}
      {end < text.length && "…"}
      {(isCut || whole) && text.length > 0 && (
        <button type="button" class="text-button hit__whole" aria-expanded={whole} onClick={() => setWhole(!whole)}>{whole ? "收起" : "看全文"}</button>
      )}
    </p>
  );
}

/** `text.slice(from, until)` in stretches that matched or did not. */
function pieces(text: string, spans: readonly Span[], from: number, until: number): { said: string; isMatch: boolean }[] {
  const found: { said: string; isMatch: boolean }[] = [];
  const add = (start: number, end: number, isMatch: boolean): void => {
    if (start < end) found.push({ said: text.slice(start, end), isMatch });
  };
  let at = from;
  for (const { start, end } of spans) {
    if (end <= at || start >= until) continue;
    add(at, Math.max(at, start), false);
    add(Math.max(at, start), Math.min(end, until), true);
    at = Math.min(end, until);
  }
  add(at, until, false);
  return found;
}
