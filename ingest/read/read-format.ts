import { DOCX_BODY, readDocx } from "./docx/docx.js";
import { FORMAT_NAMES, type Format } from "./formats.js";
import { readHtml } from "./html/html.js";
import { OFD_ROOT, readOfd } from "./ofd/ofd.js";
import { readPlain } from "./plain.js";
import { HEAD_BYTES, noteOnName, sniff, type Container } from "./sniff.js";
import type { SourceText } from "./source-text.js";
import { Unreadable } from "./unreadable.js";
import { ZipFile } from "./zip.js";

/**
 * The text of a document of any format that needs no other program, by its content.
 * @param file its name, which is compared with what it holds; null for none
 * @throws Unreadable
 */
export async function readFormat(bytes: Uint8Array, file: string | null): Promise<SourceText & { format: Format }> {
  const { format, read } = readerFor(sniff(bytes.subarray(0, HEAD_BYTES), file ?? ""), bytes);
  const { text, notes } = await read();
  if (text.trim() === "") throw new Unreadable("文件里没有文字");
  return { format, text, notes: [...(file === null ? [] : noteOnName(file, format)), ...notes] };
}

interface Reader {
  format: Format;
  read: () => SourceText | Promise<SourceText>;
}

function readerFor(container: Container, bytes: Uint8Array): Reader {
  switch (container) {
    case "zip":
      return zipReader(new ZipFile(bytes));
    case "html":
      return { format: "html", read: () => readHtml(bytes) };
    case "pdf":
      return { format: "pdf", read: async () => (await import("./pdf/pdf.js")).readPdf(bytes) };
    case "txt":
    case "md":
      return { format: container, read: () => readPlain(bytes, container) };
    default:
      throw new Unreadable(`${FORMAT_NAMES[container]}要先由 LibreOffice 转换`);
  }
}

/** Formats that are ZIP files inside, told by an entry that each has; the others by name. */
function zipReader(zip: ZipFile): Reader {
  if (zip.has(DOCX_BODY)) return { format: "docx", read: () => readDocx(zip) };
  if (zip.has(OFD_ROOT)) return { format: "ofd", read: () => readOfd(zip) };
  const other = OTHER_ZIPS.find(([entry]) => zip.names.some((name) => name.startsWith(entry)));
  throw new Unreadable(other ? other[1] : "是压缩包，不是文档；请解压后收录里面的文件");
}

const OTHER_ZIPS: readonly (readonly [entry: string, reason: string])[] = [
  ["xl/", "是 Excel 表格，请另存为 Word 或 PDF 后收录"],
  ["ppt/", "是演示文稿，请另存为 PDF 后收录"],
  ["content.xml", "是 OpenDocument 文档，请另存为 .docx 后收录"],
  ["word/", "Word 文档不完整，缺少正文（word/document.xml）"],
];
