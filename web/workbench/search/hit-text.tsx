import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Marked } from "../parts/marked.js";
import { excerpt, type Span } from "./excerpt.js";

/** A provision's text with what matched marked; a long one in its most telling part, whole on demand. */
export function HitText({ text, spans }: { text: string; spans: readonly Span[] }): VNode {
  const [whole, setWhole] = useState(false);
  const { start, end } = whole ? { start: 0, end: text.length } : excerpt(text, spans);
  const isCut = start > 0 || end < text.length;
  return (
    <p class="hit__text">
      {start > 0 && "…"}
      <Marked quote={text.slice(start, end)} start={start} spans={spans} />
      {end < text.length && "…"}
      {(isCut || whole) && text.length > 0 && (
        <button type="button" class="text-button hit__whole" aria-expanded={whole} onClick={() => setWhole(!whole)}>{whole ? "收起" : "看全文"}</button>
      )}
    </p>
  );
}
