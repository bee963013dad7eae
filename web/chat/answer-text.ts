import { element, type Child } from "../ui/element.js";
import { blocksOf } from "./text-blocks.js";

type PrepareMark = (mark: HTMLElement, n: number) => void;

/**
 * An answer's text with its marks `[n]` as buttons, comparisons as tables. Only numbers that have a citation become marks: a
 * quoted provision may hold brackets of its own. Line breaks are kept by the style (`white-space: pre-wrap`).
 *
 * @param known the numbers of the answer's citations
 * @param prepare gives each mark, by its number, what it does
 */
export function answerText(text: string, known: ReadonlySet<number>, prepare: PrepareMark): HTMLElement {
  const marked = (piece: string): Child[] => withMarks(piece, known, prepare);
  const parts = blocksOf(text).map((block) => (block.kind === "table" ? table(block.rows, marked) : element("div", {}, ...marked(block.text))));
  return element("div", { class: "answer__text" }, ...parts);
}

function table([head = [], ...rows]: readonly string[][], marked: (text: string) => Child[]): HTMLElement {
  const headRow = element("tr", {}, ...head.map((cell) => element("th", { scope: "col" }, cell)));
  const bodyRow = ([name = "", ...cells]: readonly string[]): HTMLElement =>
    element("tr", {}, element("th", { scope: "row" }, name), ...cells.map((cell) => element("td", {}, ...marked(cell))));
  const whole = element("table", { class: "answer__table" }, element("thead", {}, headRow), element("tbody", {}, ...rows.map(bodyRow)));
  // Wide on a narrow panel: it scrolls by itself, and the keyboard can reach it.
  return element("div", { class: "answer__table-frame", tabindex: "0", role: "region", "aria-label": "对照表" }, whole);
}

function withMarks(text: string, known: ReadonlySet<number>, prepare: PrepareMark): Child[] {
  const parts: Child[] = [];
  let from = 0;
  for (const match of text.matchAll(/\[(\d{1,3})\]/g)) {
    const n = Number(match[1]);
    const at = match.index ?? 0;
    if (!known.has(n)) continue;
    parts.push(text.slice(from, at), mark(n, prepare));
    from = at + match[0].length;
  }
  return [...parts, text.slice(from)];
}

function mark(n: number, prepare: PrepareMark): HTMLElement {
  const made = element("button", { type: "button", class: "mark", "aria-label": `看引文 ${n}` }, `[${n}]`);
  prepare(made, n);
  return made;
}
