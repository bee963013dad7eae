import type { Piece } from "../source-text.js";
import { childElements, dataOf, isElement, type PageElement, type PageNode } from "./dom.js";

const BLOCKS: ReadonlySet<string> = new Set([
  "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
  "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "tbody", "td",
  "tfoot", "th", "thead", "title", "tr", "ul",
]);
/** White space that a browser shows as one space. */
const COLLAPSED = /[ \t\r\n\f]+/g;

/** Writes the paragraphs and tables of a page as a browser would show them. */
export class PieceWriter {
  tables = 0;
  images = 0;
  numbered = 0;
  private pieces: Piece[] = [];
  private line = "";
  private preformatted = 0;

  write(nodes: readonly PageNode[]): void {
    for (const node of nodes) this.node(node);
  }

  /** What was written since the last call. */
  take(): Piece[] {
    this.endLine();
    const taken = this.pieces;
    this.pieces = [];
    return taken;
  }

  private node(node: PageNode): void {
    const data = dataOf(node);
    if (data !== null) this.text(data);
    else if (isElement(node)) this.element(node);
  }

  private text(data: string): void {
    if (this.preformatted === 0) {
      const shown = data.replace(COLLAPSED, " ");
      this.line += this.line === "" || this.line.endsWith(" ") ? shown.replace(/^ /, "") : shown;
      return;
    }
    const [first, ...rest] = data.replace(/\r\n?/g, "\n").split("\n");
    this.line += first;
    for (const line of rest) {
      this.endLine();
      this.line = line;
    }
  }

  private element(element: PageElement): void {
    const { name } = element;
    if (name === "br") return this.endLine();
    if (name === "img") return void this.images++;
    if (name === "head" || name === "meta" || name === "title") return;
    if (name === "table" && isDataTable(element)) return this.table(element);
    const block = BLOCKS.has(name);
    if (block) this.endLine();
    if (name === "ol") this.list(element);
    else if (name === "pre") this.inside(element, 1);
    else this.inside(element, 0);
    if (block) this.endLine();
  }

  private inside(element: PageElement, preformatted: number): void {
    this.preformatted += preformatted;
    this.write(element.children);
    this.preformatted -= preformatted;
  }

  /** A browser numbers the entries of a list; where they bring their own numbers too, the page has switched that off. */
  private list(list: PageElement): void {
    const entries = childElements(list, "li");
    const style = `${list.attribs["style"] ?? ""} ${list.attribs["class"] ?? ""}`;
    const plain = /list-style(-type)?\s*:\s*none/i.test(style) || list.attribs["type"] === "none";
    let number = Number.parseInt(list.attribs["start"] ?? "1", 10) || 1;
    for (const entry of entries) {
      this.endLine();
      const from = this.pieces.length;
      this.write(entry.children);
      this.endLine();
      const first = this.pieces[from];
      if (!plain && first && "paragraph" in first && !/^\s*[（(]?[\d一二三四五六七八九十]/.test(first.paragraph)) {
        first.paragraph = `${number}. ${first.paragraph.trimStart()}`;
        this.numbered++;
      }
      number++;
    }
  }

  private table(table: PageElement): void {
    this.endLine();
    const caption = childElements(table, "caption")[0];
    if (caption) this.write([caption]);
    this.endLine();
    this.tables++;
    this.pieces.push({ rows: this.rows(table) });
  }

  /** A cell that spans rows repeats in each of them. */
  private rows(table: PageElement): string[][] {
    const held: { text: string; rows: number }[] = [];
    return rowsOf(table).map((row) => {
      const cells: string[] = [];
      let column = 0;
      const repeat = (): void => {
        for (let above = held[column]; above && above.rows > 0; above = held[++column]) {
          cells.push(above.text);
          above.rows--;
        }
      };
      for (const cell of childElements(row, "td", "th")) {
        repeat();
        const text = this.cell(cell);
        cells.push(text);
        held[column] = { text, rows: span(cell, "rowspan") - 1 };
        column += 1;
        for (let extra = span(cell, "colspan") - 1; extra > 0; extra--) held[column++] = { text: "", rows: 0 };
      }
      repeat();
      return cells;
    });
  }

  private cell(cell: PageElement): string {
    const inner = new PieceWriter();
    inner.write(cell.children);
    const lines = inner.take().flatMap((piece) => ("rows" in piece ? piece.rows.map((row) => row.join(" ")) : [piece.paragraph]));
    this.images += inner.images;
    return lines.map((line) => line.trim()).filter((line) => line !== "").join("\n");
  }

  private endLine(): void {
    const line = this.line.replace(/[ \t]+$/, "").replace(/^[ \t]+/, "");
    if (line.trim() !== "") this.pieces.push({ paragraph: line.replace(/\u00a0/g, " ") });
    this.line = "";
  }
}

const MOST_SPAN = 500;

function span({ attribs }: PageElement, name: string): number {
  return Math.max(1, Math.min(MOST_SPAN, Number.parseInt(attribs[name] ?? "1", 10) || 1));
}

/** A table that lays the page out has one cell a row, or holds other tables: its cells are read one after another. */
function isDataTable(table: PageElement): boolean {
  const rows = rowsOf(table);
  const nested = rows.some((row) => childElements(row).some((cell) => contains(cell, "table")));
  const most = rows.reduce((count, row) => Math.max(count, childElements(row, "td", "th").length), 0);
  return !nested && most > 1;
}

function rowsOf(table: PageElement): PageElement[] {
  return childElements(table, "tr", "tbody", "thead", "tfoot").flatMap((child) => (child.name === "tr" ? [child] : rowsOf(child)));
}

function contains(element: PageElement, name: string): boolean {
  return childElements(element).some((child) => child.name === name || contains(child, name));
}
