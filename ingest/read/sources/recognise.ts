import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { textOfPieces, type SourceText } from "../source-text.js";
import { Unreadable } from "../unreadable.js";
import { findProgram, runProgram } from "./outside-program.js";

const LANGUAGE = "chi_sim";
const DOTS_PER_INCH = "300";
const PAGE_MS = 60_000;

/**
 * The text of a scanned PDF by tesseract, a line a printed line: nothing tells whether a character was read rightly.
 * @param folder for the pictures of pages, gone when the ingest ends
 * @throws Unreadable where the programs are not installed or read nothing
 */
export async function recognise(path: string, pages: number, folder: string): Promise<SourceText> {
  const [draw, read] = [findProgram("pdftoppm"), findProgram("tesseract")];
  const scanned = `是扫描件，${pages} 页都没有文字`;
  if (draw === null || read === null) {
    const missing = [draw === null ? "poppler（pdftoppm）" : [], read === null ? `tesseract（${LANGUAGE}）` : []].flat().join("和 ");
    throw new Unreadable(`${scanned}；本机没有装 ${missing}，不能识别，请提供有文字的版本`);
  }
  mkdirSync(folder, { recursive: true });
  await runProgram(draw, ["-r", DOTS_PER_INCH, "-gray", "-png", path, join(folder, "page")], PAGE_MS * Math.max(1, pages / 10));
  const texts: string[] = [];
  for (const picture of readdirSync(folder).filter((name) => name.endsWith(".png")).sort()) {
    const { code, stdout } = await runProgram(read, [join(folder, picture), "stdout", "-l", LANGUAGE, "--psm", "6"], PAGE_MS);
    texts.push(code === 0 ? stdout : "");
  }
  const text = textOfPieces(texts.flatMap((page) => page.split("\n")).map((line) => ({ paragraph: withoutLooseSpaces(line) })));
  if (text.trim() === "") throw new Unreadable(`${scanned}，tesseract 也没有认出文字（需要中文语言包 ${LANGUAGE}）`);
  return { text, notes: [{ kind: "ocr", text: `扫描件，${pages} 页文字由 tesseract 识别，可信度低，可能有错字和断行，引用前请对照原件` }] };
}

/** Tesseract sets Chinese characters apart. */
function withoutLooseSpaces(line: string): string {
  return line.trim().replace(/(?<=[\u2e80-\u9fff\uff00-\uffef]) +(?=[\u2e80-\u9fff\uff00-\uffef])/g, "");
}
