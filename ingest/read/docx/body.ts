import type { Piece } from "../source-text.js";
import { descendants, elementOf, elementsOf, textIn, valueOf, type XmlElement } from "../xml.js";
import type { Numbering } from "./numbering.js";
import { isOn, type Styles } from "./styles.js";

/** What reading met and the text does not show. */
export interface Counts {
  numbered: number;
  tables: number;
  merged: number;
  images: number;
  notes: number;
  textBoxes: number;
  deleted: number;
  hidden: number;
  contents: number;
  formulas: number;
}

export function noCounts(): Counts {
  return { numbered: 0, tables: 0, merged: 0, images: 0, notes: 0, textBoxes: 0, deleted: 0, hidden: 0, contents: 0, formulas: 0 };
}

/** What a paragraph is made of, beside its text: what is told after it. */
interface Run {
  text: string;
  after: Piece[];
}

/** Elements of which only what stands inside counts. */
const THROUGH: ReadonlySet<string> = new Set(["ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdtContent", "customXml", "dir", "bdo", "rubyBase"]);
const DELETED: ReadonlySet<string> = new Set(["del", "moveFrom"]);
const OBJECTS: ReadonlySet<string> = new Set(["drawing", "pict", "object"]);
/** Elements that stand for a character. */
const CHARACTERS: Readonly<Record<string, (attributes: XmlElement["attributes"]) => string>> = {
  tab: () => " ",
  ptab: () => " ",
  br: ({ type }) => (type === "page" || type === "column" ? "" : "\n"),
  cr: () => "\n",
  noBreakHyphen: () => "-",
  sym: ({ char }) => symbol(char),
};
const CONTENTS = /table of contents/i;
const FIRST_PRIVATE = 0xe000;
const LAST_PRIVATE = 0xf8ff;

/** Footnotes and endnotes by kind and id. */
export type NoteTexts = ReadonlyMap<string, XmlElement>;

/** Reads the body of a document in order: paragraphs with their automatic numbers, tables, and what hangs on a paragraph. */
export class BodyReader {
  readonly counts = noCounts();
  /** Text of a paragraph whose end was deleted: the next one goes on from it. */
  private held = "";

  constructor(
    private readonly numbering: Numbering,
    private readonly styles: Styles,
    private readonly notes: NoteTexts,
  ) {}

  /** The pieces of a body, a cell, a text box or a note. */
  read(container: XmlElement): Piece[] {
    return elementsOf(container).flatMap((element) => this.block(element));
  }

  private block(element: XmlElement): Piece[] {
    switch (element.name) {
      case "p":
        return this.paragraph(element);
      case "tbl":
        return this.table(element);
      case "sdt":
        return this.isContents(element) ? [] : this.read(elementOf(element, "sdtContent") ?? element);
      case "AlternateContent":
        return this.read(elementOf(element, "Choice") ?? elementOf(element, "Fallback") ?? element);
      case "ins":
      case "moveTo":
      case "customXml":
        return this.read(element);
      default:
        return [];
    }
  }

  private isContents(control: XmlElement): boolean {
    const gallery = elementOf(elementOf(control, "sdtPr"), "docPartObj");
    const found = CONTENTS.test(valueOf(gallery, "docPartGallery") ?? "");
    if (found) this.counts.contents++;
    return found;
  }

  private paragraph(element: XmlElement): Piece[] {
    const properties = elementOf(element, "pPr");
    if (/^toc \d/.test(this.styles.nameOf(valueOf(properties, "pStyle")))) {
      this.counts.contents++;
      return [];
    }
    const { text: own, after } = this.runs(element);
    const mark = elementOf(properties, "rPr");
    const endDeleted = elementsOf(mark).some(({ name }) => DELETED.has(name));
    // A paragraph that was deleted as a whole has no number.
    const label = endDeleted && own.trim() === "" ? "" : this.numbering.labelOf(properties);
    if (label !== "") this.counts.numbered++;
    const text = this.held + joinLabel(label, own);
    this.held = endDeleted ? text : "";
    return endDeleted ? after : [{ paragraph: text }, ...after];
  }

  private runs(container: XmlElement): Run {
    const parts = elementsOf(container).map((element) => this.inline(element));
    return { text: parts.map(({ text }) => text).join(""), after: parts.flatMap(({ after }) => after) };
  }

  private inline(element: XmlElement): Run {
    const { name } = element;
    if (name === "r") return this.run(element);
    if (THROUGH.has(name)) return this.runs(element);
    if (DELETED.has(name)) this.counts.deleted++;
    else if (name === "sdt") return this.runs(elementOf(element, "sdtContent") ?? element);
    else if (name === "oMath" || name === "oMathPara") return this.formula(element);
    else if (name === "AlternateContent") return this.alternative(element, (content) => this.runs(content));
    return plain("");
  }

  private run(run: XmlElement): Run {
    const hidden = elementOf(elementOf(run, "rPr"), "vanish");
    if (hidden && (hidden.attributes["val"] === undefined || isOn(hidden.attributes["val"]))) {
      this.counts.hidden++;
      return plain("");
    }
    const parts = elementsOf(run).map((element) => this.content(element));
    return { text: parts.map(({ text }) => text).join(""), after: parts.flatMap(({ after }) => after) };
  }

  private content(element: XmlElement): Run {
    const { name, attributes } = element;
    if (name === "t") return plain(textIn(element));
    if (name === "ruby") return this.runs(elementOf(element, "rubyBase") ?? element);
    if (name === "footnoteReference" || name === "endnoteReference") return this.note(name.replace("Reference", ""), attributes["id"] ?? "");
    if (name === "AlternateContent") return this.alternative(element, (content) => this.run(content));
    if (OBJECTS.has(name)) return this.object(element);
    return plain(CHARACTERS[name]?.(attributes) ?? "");
  }

  private alternative(element: XmlElement, read: (content: XmlElement) => Run): Run {
    const content = elementOf(element, "Choice") ?? elementOf(element, "Fallback");
    return content ? read(content) : plain("");
  }

  /** The mark stands where the note is called, the note's text behind the paragraph. */
  private note(kind: string, id: string): Run {
    const note = this.notes.get(`${kind} ${id}`);
    if (!note) return plain("");
    const mark = `［注${++this.counts.notes}］`;
    const text = this.read(note).flatMap((piece) => ("paragraph" in piece ? [piece.paragraph.trim()] : [])).join(" ").trim();
    return { text: mark, after: [{ paragraph: `${mark}${text}` }] };
  }

  private object(element: XmlElement): Run {
    const boxes = descendants(element, "txbxContent");
    if (boxes.length === 0) {
      this.counts.images++;
      return plain("");
    }
    this.counts.textBoxes += boxes.length;
    return { text: "", after: boxes.flatMap((box) => this.read(box)) };
  }

  private formula(element: XmlElement): Run {
    this.counts.formulas++;
    return plain(descendants(element, "t").map(textIn).join(""));
  }

  private table(table: XmlElement): Piece[] {
    this.counts.tables++;
    const above: string[] = [];
    const rows = tableRows(table).flatMap((row) => {
      if (elementOf(elementOf(row, "trPr"), "del")) {
        this.counts.deleted++;
        return [];
      }
      return [this.row(row, above)];
    });
    return [{ rows }];
  }

  /** A cell that goes on from the row above repeats it, so that each row can be read by itself. */
  private row(row: XmlElement, above: string[]): string[] {
    let column = Number(valueOf(elementOf(row, "trPr"), "gridBefore") ?? 0);
    return cellsOf(row).map((cell) => {
      const properties = elementOf(cell, "tcPr");
      const merge = elementOf(properties, "vMerge");
      const text = merge && merge.attributes["val"] !== "restart" ? (above[column] ?? "") : this.cellText(cell);
      if (merge?.attributes["val"] === "restart") this.counts.merged++;
      above[column] = text;
      column += Math.max(1, Math.min(63, Number(valueOf(properties, "gridSpan") ?? 1) || 1));
      return text;
    });
  }

  /** A table inside a cell becomes lines of it. */
  private cellText(cell: XmlElement): string {
    return this.read(cell)
      .flatMap((piece) => ("rows" in piece ? piece.rows.map((row) => row.join(" ")) : [piece.paragraph]))
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .join("\n");
  }
}

function tableRows(table: XmlElement): XmlElement[] {
  return elementsOf(table).flatMap((element) => (element.name === "tr" ? [element] : THROUGH.has(element.name) ? tableRows(element) : element.name === "sdt" ? tableRows(elementOf(element, "sdtContent") ?? element) : []));
}

function cellsOf(row: XmlElement): XmlElement[] {
  return elementsOf(row).flatMap((element) => (element.name === "tc" ? [element] : element.name === "sdt" ? cellsOf(elementOf(element, "sdtContent") ?? element) : []));
}

function plain(text: string): Run {
  return { text, after: [] };
}

/** 第一条 and its like are parted from the text, 一、 and （一） are not. */
function joinLabel(label: string, text: string): string {
  if (label === "") return text;
  const body = text.trimStart();
  return /[）)、．.：:，]$/.test(label) && !/\d[.]$/.test(label) ? `${label}${body}` : `${label} ${body}`;
}

/** A character of a font of symbols; those in the private area mean nothing without the font. */
function symbol(hex: string | undefined): string {
  const code = Number.parseInt(hex ?? "", 16);
  return Number.isNaN(code) || (code >= FIRST_PRIVATE && code <= LAST_PRIVATE) || code < 0x20 || code > 0xffff ? "" : String.fromCharCode(code);
}
