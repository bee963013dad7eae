import { readPages } from "../layout/layout.js";
import type { PageText, TextRun } from "../layout/page-text.js";
import { noteIf, textOfPieces, type SourceText } from "../source-text.js";
import { Scanned, Unreadable } from "../unreadable.js";
import { openPdf, pdfjs, type PDFDocumentProxy, type PDFPageProxy } from "./open-pdf.js";
import { readDrawn } from "./rules.js";

const MOST_PAGES = 2000;
/** A page with images and fewer characters is a picture of a page. */
const SCAN_CHARACTERS = 10;
/** Share of characters that a font does not name, from which on the text is no text. */
const MOST_UNNAMED = 0.1;

interface ReadPage extends PageText {
  images: number;
  /** Runs that stand aslant: watermarks. */
  aslant: number;
}

/** The text of a PDF, its lines joined to paragraphs. @throws Scanned where no page has text. @throws Unreadable */
export async function readPdf(bytes: Uint8Array): Promise<SourceText> {
  const document = await openPdf(bytes);
  const pages = await readAll(document);
  const scanned = pages.flatMap((page, i) => (isScan(page) ? [i + 1] : []));
  if (pages.every((page) => charactersOf(page) === 0)) {
    if (scanned.length > 0) throw new Scanned(pages.length);
    throw new Unreadable("PDF 里没有文字");
  }
  refuseUnnamed(pages);
  const { pieces, notes } = readPages(pages);
  return {
    text: textOfPieces(pieces),
    notes: [
      ...notes,
      ...noteIf(scanned.length, "ocr", () => `第 ${scanned.join("、")} 页是扫描图片，没有读出文字`),
      ...noteIf(sumOf(pages, ({ images }) => images), "images", (count) => `${count} 幅图片没有收录`),
      ...noteIf(sumOf(pages, ({ aslant }) => aslant), "left_out", (count) => `${count} 处斜排文字（水印）没有收录`),
    ],
  };
}

async function readAll(document: PDFDocumentProxy): Promise<ReadPage[]> {
  if (document.numPages > MOST_PAGES) throw new Unreadable(`PDF 有 ${document.numPages} 页，超过 ${MOST_PAGES} 页；请拆成几份`);
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    pages.push(await readPage(page));
    page.cleanup();
  }
  return pages;
}

async function readPage(page: PDFPageProxy): Promise<ReadPage> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ disableNormalization: true });
  const { rules, images } = await readDrawn(page, transform);
  const runs: TextRun[] = [];
  let aslant = 0;
  for (const item of items) {
    if (!("str" in item) || item.str.trim() === "") continue;
    const [a, b, c, d, x, y] = pdfjs.Util.transform(transform, item.transform) as number[];
    if (Math.abs(b!) > 0.1 * Math.abs(a!)) aslant++;
    else runs.push({ text: item.str, x: x!, y: y!, width: item.width, size: Math.hypot(c!, d!) || item.height });
  }
  return { width, height, runs, rules, images, aslant };
}

function isScan(page: ReadPage): boolean {
  return page.images > 0 && charactersOf(page) < SCAN_CHARACTERS;
}

function charactersOf({ runs }: PageText): number {
  return sumOf(runs, ({ text }) => text.length);
}

/** Fonts that do not tell which characters their signs are give signs of the private area or none. */
function refuseUnnamed(pages: readonly PageText[]): void {
  const text = pages.flatMap(({ runs }) => runs.map((run) => run.text)).join("");
  const unnamed = text.match(/[\u0000-\u0008\u000e-\u001f\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
  if (unnamed > MOST_UNNAMED * text.length) throw new Unreadable("PDF 的字体没有说明是哪些字，复制出来是乱码；请提供 Word 版本");
}

function sumOf<T>(list: readonly T[], value: (one: T) => number): number {
  return list.reduce((sum, one) => sum + value(one), 0);
}
