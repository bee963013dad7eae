import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import type { PDFDocumentProxy } from "pdfjs-dist/types/src/pdf.js";
import { Unreadable } from "../unreadable.js";

export type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/types/src/pdf.js";
export const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");

/** The character maps that fonts such as GBK-EUC-H need lie beside the library. */
const LIBRARY = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** The mark of the end stands at the end; some programs write a little behind it. */
const TAIL_BYTES = 4096;

/** Opens a PDF without running or fetching anything that it holds. @throws Unreadable */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  // The library would read what is left of a file that was cut off, and pages would be missing without a word.
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES))).toString("latin1");
  if (!tail.includes("%%EOF")) throw new Unreadable("PDF 不完整（文件末尾缺失），请重新下载或另存一份");
  try {
    return await pdfjs.getDocument({
      data: new Uint8Array(bytes),
      cMapUrl: join(LIBRARY, "cmaps") + sep,
      cMapPacked: true,
      standardFontDataUrl: join(LIBRARY, "standard_fonts") + sep,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
      isEvalSupported: false,
      enableXfa: false,
      disableFontFace: true,
      useSystemFonts: false,
    }).promise;
  } catch (cause) {
    const name = (cause as Error).name;
    if (name === "PasswordException") throw new Unreadable("PDF 加了密码，请去掉密码后再收录", { cause });
    throw new Unreadable("PDF 不完整或已损坏，请重新下载或另存一份", { cause });
  }
}
