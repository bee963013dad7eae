import { readPages } from "../layout/layout.js";
import type { PageText, Rule, TextRun } from "../layout/page-text.js";
import { noteIf, textOfPieces, type SourceText } from "../source-text.js";
import { Unreadable } from "../unreadable.js";
import { descendants, elementOf, elementsOf, parseXml, textIn, type XmlElement } from "../xml.js";
import type { ZipFile } from "../zip.js";

/** Where an OFD file begins (GB/T 33190). */
export const OFD_ROOT = "OFD.xml";

const MOST_PAGES = 2000;

/** The text of an OFD document, its lines joined to paragraphs. @throws Unreadable */
export function readOfd(zip: ZipFile): SourceText {
  if (zip.names.some((name) => /(^|\/)encryptions?\.xml$/i.test(name))) throw new Unreadable("OFD 文件加了密，请去掉密码后再收录");
  const reader = new OfdReader(zip);
  const pages = reader.pages();
  if (pages.every(({ runs }) => runs.length === 0)) {
    throw new Unreadable(reader.images > 0 ? "OFD 里只有图片，没有文字；请提供可以复制文字的版本" : "OFD 里没有文字");
  }
  const { pieces, notes } = readPages(pages);
  return { text: textOfPieces(pieces), notes: [...notes, ...noteIf(reader.images, "images", (count) => `${count} 幅图片没有收录`)] };
}

/** Follows the references from the root to the pages; all lengths are millimetres. */
class OfdReader {
  images = 0;

  constructor(private readonly zip: ZipFile) {}

  pages(): PageText[] {
    const bodies = elementsOf(this.xml(OFD_ROOT), "DocBody");
    const pages = bodies.flatMap((body) => this.document(textIn(elementOf(body, "DocRoot")).trim()));
    if (pages.length === 0) throw new Unreadable("OFD 文件里没有页面");
    return pages;
  }

  private document(path: string): PageText[] {
    const document = this.xml(path);
    const box = boxOf(textIn(elementOf(elementOf(elementOf(document, "CommonData"), "PageArea"), "PhysicalBox")));
    const folder = folderOf(path);
    const pages = elementsOf(elementOf(document, "Pages"), "Page");
    if (pages.length > MOST_PAGES) throw new Unreadable(`OFD 有 ${pages.length} 页，超过 ${MOST_PAGES} 页；请拆成几份`);
    return pages.map(({ attributes }) => this.page(this.xml(resolve(folder, attributes["BaseLoc"] ?? "")), box));
  }

  private page(page: XmlElement, documentBox: Box): PageText {
    const own = textIn(elementOf(elementOf(page, "Area"), "PhysicalBox"));
    const { width, height } = own.trim() === "" ? documentBox : boxOf(own);
    const layers = elementsOf(elementOf(page, "Content"), "Layer");
    this.images += layers.flatMap((layer) => descendants(layer, "ImageObject")).length;
    return {
      width,
      height,
      runs: layers.flatMap((layer) => descendants(layer, "TextObject")).flatMap(runsOf),
      rules: layers.flatMap((layer) => descendants(layer, "PathObject")).flatMap(rulesOf),
    };
  }

  private xml(path: string): XmlElement {
    const bytes = this.zip.read(path.replace(/^\/+/, ""));
    if (!bytes) throw new Unreadable(`OFD 文件不完整，缺少 ${path.slice(0, 80)}`);
    return parseXml(bytes);
  }
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const A4: Box = { x: 0, y: 0, width: 210, height: 297 };

function boxOf(text: string | undefined): Box {
  const [x, y, width, height] = numbersOf(text);
  return width && height ? { x: x!, y: y!, width, height } : A4;
}

function numbersOf(text: string | undefined): number[] {
  return (text ?? "").trim().split(/\s+/).map(Number).filter(Number.isFinite);
}

/** How a text object is set: where its own origin lies, how it is stretched, and its letters' height. */
interface Setting {
  x: number;
  y: number;
  across: number;
  down: number;
  size: number;
}

/** Text with the place of its first character; the distances between characters tell its width. Text aslant is a watermark. */
function runsOf(object: XmlElement): TextRun[] {
  const { Boundary, Size, CTM } = object.attributes;
  const { x, y } = boxOf(Boundary);
  const [across = 1, slant = 0, , down = 1, right = 0, below = 0] = numbersOf(CTM);
  if (Math.abs(slant) > 0.1 * Math.abs(across)) return [];
  const setting: Setting = { x: x + right, y: y + below, across, down, size: Number(Size) || 4 };
  let at: Point = [0, 0];
  return elementsOf(object, "TextCode").flatMap((code): TextRun[] => {
    at = [numberOr(code.attributes["X"], at[0]), numberOr(code.attributes["Y"], at[1])];
    const text = textIn(code).replace(/[\r\n]/g, "");
    return text === "" ? [] : [runAt(text, at, deltasOf(code.attributes["DeltaX"], text.length - 1), setting)];
  });
}

type Point = [number, number];

function runAt(text: string, [x, y]: Point, steps: readonly number[] | null, { x: left, y: top, across, down, size }: Setting): TextRun {
  const widths = [...text].map((ch) => (ch.charCodeAt(0) < 0x80 ? size / 2 : size));
  const inner = steps ?? widths.slice(0, -1);
  const width = inner.reduce((sum, step) => sum + step, 0) + widths[widths.length - 1]!;
  return { text, x: left + across * x, y: top + down * y, width: width * across, size: size * Math.abs(down) };
}

function numberOr(text: string | undefined, otherwise: number): number {
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) ? otherwise : value;
}

const MOST_REPEATS = 100_000;

/** "3.5 g 4 7" is 3.5 7 7 7 7: g, how often, and what. Null where the text does not tell. */
function deltasOf(text: string | undefined, count: number): number[] | null {
  if (text === undefined) return null;
  const parts = text.trim().split(/\s+/);
  const deltas: number[] = [];
  for (let at = 0; at < parts.length && deltas.length < count; at++) {
    if (parts[at] !== "g") deltas.push(Number(parts[at]) || 0);
    else {
      const times = Math.min(MOST_REPEATS, Number(parts[at + 1]) || 0);
      for (let i = 0; i < times && deltas.length < count; i++) deltas.push(Number(parts[at + 2]) || 0);
      at += 2;
    }
  }
  return deltas;
}

/** The straight lines of a drawing: M x y, L x y; a curve ends the line. */
function rulesOf(object: XmlElement): Rule[] {
  const { x, y } = boxOf(object.attributes["Boundary"]);
  const parts = textIn(elementOf(object, "AbbreviatedData")).trim().split(/\s+/);
  const rules: Rule[] = [];
  let from: Point | null = null;
  for (let at = 0; at < parts.length; at++) {
    const op = parts[at]!;
    if (op !== "M" && op !== "S" && op !== "L") {
      if (/^[A-Z]$/.test(op) && op !== "C") from = null;
      continue;
    }
    const to: Point = [x + Number(parts[at + 1]), y + Number(parts[at + 2])];
    if (op === "L" && from && isStraight(from, to)) rules.push({ x1: from[0], y1: from[1], x2: to[0], y2: to[1] });
    from = to;
    at += 2;
  }
  return rules;
}

function isStraight([x1, y1]: Point, [x2, y2]: Point): boolean {
  return Math.abs(x1 - x2) < 0.5 || Math.abs(y1 - y2) < 0.5;
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "";
}

/** Names are only ever looked up inside the file. */
function resolve(folder: string, path: string): string {
  if (path.startsWith("/")) return path.slice(1);
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
