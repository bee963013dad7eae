import { button, element, type Child } from "../ui/element.js";

/**
 * An answer's text with its marks `[n]` as buttons. Only numbers that have a citation become marks: a quoted provision
 * may hold brackets of its own. Line breaks are kept by the style (`white-space: pre-wrap`).
 *
 * @param known the numbers of the answer's citations
 * @param onMark what a mark does, given its number
 */
export function answerText(text: string, known: ReadonlySet<number>, onMark: (n: number) => void): HTMLElement {
  const parts: Child[] = [];
  let from = 0;
  for (const match of text.matchAll(/\[(\d{1,3})\]/g)) {
    const n = Number(match[1]);
    const at = match.index ?? 0;
    if (!known.has(n)) continue;
    parts.push(text.slice(from, at), mark(n, onMark));
    from = at + match[0].length;
  }
  parts.push(text.slice(from));
  return element("div", { class: "answer__text" }, ...parts);
}

function mark(n: number, onMark: (n: number) => void): HTMLElement {
  return button({ class: "mark", "aria-label": `看引文 ${n}` }, () => onMark(n), `[${n}]`);
}
